"""Words of the problems found on the way to a cluster and back."""

from efficiency_rules.messages import Words

WORDS: dict[str, Words] = {
    "spark-missing": Words(
        "没有安装 {found}，不能在 Spark 上评价",
        "安装附加组件：pip install 'efficiency-rules[spark]'",
        "{found} is not installed: no evaluation on Spark",
        "install the extra: pip install 'efficiency-rules[spark]'",
    ),
    "spark-unreachable": Words(
        "连接不上 Spark（{found}）：{why}",
        "核对地址（如 spark://主机:7077、local[2]、yarn）、Java 17 与集群是否在运行",
        "Spark at {found} cannot be reached: {why}",
        "check the address (spark://host:7077, local[2], yarn), Java 17 and whether the cluster runs",
    ),
    "storage-unreadable": Words(
        "Spark 读不了 {found}：{why}",
        "核对路径、权限，以及文件是否完整的 Parquet；工作节点也要能读到它",
        "Spark cannot read {found}: {why}",
        "check path, permissions and whether the files are whole Parquet; the workers have to see them too",
    ),
    "columns-not-on-spark": Words(
        "Spark 没有这些列的类型：{found}",
        "另存为文字、日期、小数或 64 位以内的整数，或在一台机器上评价（--by-jurisdiction）",
        "Spark has no type for these columns: {found}",
        "store them as text, days, decimals or integers of 64 bits, or evaluate on one machine (--by-jurisdiction)",
    ),
    "spark-failed": Words(
        "Spark 没有算完：{why}",
        "损坏的文件重新导出；其他原因见 Spark 的日志，工作节点要装有同版本的 efficiency-rules 和规则包；然后重新运行",
        "Spark did not finish: {why}",
        "export a damaged file again; other causes stand in Spark's log, and every worker needs the same versions of "
        "efficiency-rules and bundles; then run again",
    ),
}
