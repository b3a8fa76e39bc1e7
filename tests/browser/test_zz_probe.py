from tests.browser.reader import one_answer, select
def test_probe(page):
    with one_answer(page):
        select(page, "region").select_option("KG-N")
    for _ in range(4):
        print(page.url, page.locator(".tiles").count(), page.locator(".languages a").count(), len(page.content()))
        page.wait_for_timeout(700)
    print(page.locator(".header-facts").inner_html()[:600] if page.locator(".header-facts").count() else page.content()[:6000])
    print(page.evaluate("[...document.querySelectorAll('.panel-map .choroplethlocation')].map(p=>[p.__data__.loc,p.getBoundingClientRect().width]).filter(x=>x[0].startsWith('KG-'))"))
    page.screenshot(path="/tmp/t2/probe.png")
    raise SystemError
