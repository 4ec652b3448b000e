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
}
