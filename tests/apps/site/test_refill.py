"""Words go back into the form from which they came, and into no other."""

from __future__ import annotations

from tanym.apps.site.refill import refilled

PAGE = """<h1>A</h1>
<form method="post" action="/b/"><input type="hidden" name="o" value="1"><textarea name="t">old</textarea></form>
<details class="fold"><summary>S</summary><form method="post" action="/b/"><input type="hidden" name="csrf" value="new">
<input type="hidden" name="o" value="2"><textarea id="x" name="t" rows="3">
</textarea><input name="n" value="before" required>
<input type="radio" name="r" value="yes" checked><input type="radio" name="r" value="no">
<input type="checkbox" name="c"><select name="s"><option value="p" selected>P</option><option value="q">Q</option></select>
</form></details>
<form action="/b/"><textarea name="t"></textarea></form>"""
GIVEN = {"o": ["2"], "csrf": ["stale"], "t": ["<b>&"], "n": ['"'], "r": ["no"], "c": ["on"], "s": ["q"]}


def test_a_form_holds_again_what_was_sent() -> None:
    page = refilled(PAGE, "/a/", "/b/", GIVEN, {"csrf"})
    assert page is not None
    assert '<textarea id="x" name="t" rows="3">\n&lt;b&gt;&amp;</textarea>' in page
    assert '<input name="n" value="&quot;" required>' in page
    assert '<input type="radio" name="r" value="yes"><input type="radio" name="r" value="no" checked>' in page
    assert '<input type="checkbox" name="c" checked>' in page
    assert '<option value="p">P</option><option value="q" selected>' in page
    assert 'name="csrf" value="new"' in page
    assert '<details class="fold" open>' in page


def test_another_form_of_the_page_keeps_what_it_says() -> None:
    page = refilled(PAGE, "/a/", "/b/", GIVEN, {"csrf"})
    assert page is not None
    assert '<textarea name="t">old</textarea>' in page
    assert page.endswith('<form action="/b/"><textarea name="t"></textarea></form>')


def test_a_page_without_that_form_is_left_alone() -> None:
    assert refilled(PAGE, "/a/", "/c/", GIVEN, {"csrf"}) is None
    assert refilled(PAGE, "/a/", "/b/", GIVEN | {"o": ["3"]}, {"csrf"}) is None
