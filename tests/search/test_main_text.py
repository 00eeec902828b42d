"""What of a published page is looked through."""

import pytest

from govssg.search.main_text import main_text
from govssg.search.text import flat


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>页眉</p><main><p>正文</p></main><p>页脚</p>", "正文"),
        ("<main><p>第<strong>一</strong>段</p><p>第二段</p></main>", "第一段_第二段"),
        ("<main>见<nav>目录</nav>此<button hidden>打印</button></main>", "见_此"),
        ("<main>甲<div data-search-ignore><p>相关</p></div>乙</main>", "甲_乙"),
        ("<main>甲<div hidden>藏</div>乙</main>", "甲_乙"),
        ("<main><ul><li>一<li>二</ul>三</main>", "一_二_三"),
        ("<main>a &amp; b&nbsp;&#x516C;示</main>", "a_b_公示"),
        ("<main>上<br>下<img alt='图' hidden>右</main>", "上_下_右"),
        ("<p>没有主要部分</p>", ""),
    ],
)
def test_main_text_is_what_a_reader_reads(html: str, text: str) -> None:
    assert flat(main_text(html)) == text
