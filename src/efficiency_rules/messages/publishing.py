"""Words of the problems found while pages are made."""

from efficiency_rules.messages import Words

WORDS: dict[str, Words] = {
    "site-not-ours": Words(
        "{found} 里已有文件，却不是本程序生成的网站",
        "换一个文件夹，或先把它清空；不会覆盖别的文件",
        "{found} holds files and is no site of ours",
        "choose another folder or empty this one; nothing else is ever overwritten",
    ),
    "site-file-not-ours": Words(
        "网站要写 {found}，那里已有别人的文件",
        "把这个文件移到网站文件夹之外，再生成一次；不会覆盖别的文件",
        "the site has to write {found}, where a file of somebody else lies",
        "move that file out of the folder of the site and build again; nothing else is ever overwritten",
    ),
}
