"""The main job, as a person does it: an account, a post with a picture, an edit, a farewell."""

import re

import people
import pictures

MARKDOWN = """The **first** line, and a [link](https://example.org).

## Grinding ink

| stone | colour |
|---|---|
| duan | violet |

```swift
print("ink")
```
"""


def flashes(page):
    return page.locator(".flash").all_inner_texts()


def test_an_empty_site_leads_to_its_first_account(page, site, look):
    page.goto(site.address + "/")
    look(page, "empty-site")
    page.locator("main a[href='/setup']").first.click()
    look(page, "setup")

    people.set_up(page, site)

    assert page.get_by_role("button", name="Sign out").is_visible()
    assert len(flashes(page)) == 1
    look(page, "after-setup")
    page.goto(site.address + "/setup")
    assert page.locator("[name=password]").count() == 0, "set-up happens once"


def test_signing_in_says_the_same_of_a_wrong_password_and_an_unknown_name(page, site, look):
    people.set_up(page, site)
    people.sign_out(page)
    assert page.get_by_role("button", name="Sign out").count() == 0

    people.sign_in(page, site, password="not the password")
    wrong = flashes(page)
    assert page.locator("[name=username]").input_value() == "ada"
    assert page.locator("[name=password]").input_value() == ""
    look(page, "wrong-password")
    people.sign_in(page, site, username="nobody", password="not the password")
    unknown = flashes(page)

    assert wrong == unknown and len(wrong) == 1
    people.sign_in(page, site)
    assert page.get_by_role("button", name="Sign out").is_visible()


def test_a_post_with_a_picture(page, site, tmp_path, look):
    photograph = pictures.sideways_photograph(tmp_path / "photograph.jpg")
    people.set_up(page, site)
    page.goto(site.address + "/write")
    look(page, "write")

    people.write_post(page, site, "Ink & “stone”", MARKDOWN, "Ink, 文房", photograph, "A green hill")

    assert page.url == site.address + "/posts/ink-stone"
    assert len(flashes(page)) == 1
    assert page.locator("h1").first.inner_text() == "Ink & “stone”"
    assert page.locator("article strong").inner_text() == "first"
    assert page.locator("article table td").first.inner_text() == "duan"
    look(page, "post")
    page.reload()
    assert flashes(page) == [], "a flash message shows once"

    image = page.locator("article img").first
    assert image.get_attribute("alt") == "A green hill"
    assert "w," in image.get_attribute("srcset")
    width, height = int(image.get_attribute("width")), int(image.get_attribute("height"))
    assert height > width, "the photograph stands upright"
    assert image.evaluate("image => image.naturalWidth") > 0
    assert image.evaluate("image => image.naturalHeight > image.naturalWidth")
    answer = page.request.get(site.address + image.get_attribute("src"))
    assert answer.headers["content-type"].startswith("image/")
    assert pictures.metadata(answer.body()) == {}, "nothing tells where it was taken"

    page.goto(site.address + "/")
    first = page.locator("article").first
    assert "Ink & “stone”" in first.inner_text() and "Ada Lovelace" in first.inner_text()
    assert first.locator("img").count() == 1 and first.locator("time").count() == 1
    look(page, "home")

    people.write_post(page, site, "The second", "Newer.")
    page.goto(site.address + "/")
    assert page.locator("article h2").all_inner_texts() == ["The second", "Ink & “stone”"]


def test_a_file_that_is_no_picture_is_a_message_and_loses_nothing(page, site, tmp_path, look):
    hostile = tmp_path / "holiday.jpg"
    hostile.write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>" * 100)
    people.set_up(page, site)

    people.write_post(page, site, "My holiday", "Many words that took an hour.", "travel", hostile, "A beach")

    assert page.locator("[name=title]").input_value() == "My holiday"
    assert page.locator("[name=body]").input_value() == "Many words that took an hour."
    assert page.locator("[name=tags]").input_value() == "travel"
    assert page.locator("[name=alt]").input_value() == "A beach"
    assert "picture" in page.locator("[role=alert], .field-error").first.inner_text().lower()
    look(page, "refused-picture")
    page.goto(site.address + "/")
    assert "My holiday" not in page.content()


def test_a_picture_that_is_too_large_is_a_message_and_loses_nothing(page, site, tmp_path):
    large = tmp_path / "large.jpg"
    large.write_bytes(b"\xff\xd8\xff" + bytes(21 * 1024 * 1024))
    people.set_up(page, site)

    people.write_post(page, site, "My holiday", "Many words that took an hour.", "travel", large, "A beach")

    assert page.locator("[name=body]").input_value() == "Many words that took an hour."
    assert page.locator("[name=alt]").input_value() == "A beach"
    assert "20 MB" in page.locator(".field-error").first.inner_text()


def test_an_upload_shows_how_far_it_has_got(browser, site, tmp_path, look):
    photograph = pictures.sideways_photograph(tmp_path / "photograph.jpg")
    page = browser.new_page()
    people.set_up(page, site)
    page.goto(site.address + "/write")
    people.fill_post(page, "My holiday", "Many words.", "travel")
    page.locator("input[type=file]").set_input_files(photograph)
    # Held up on its way until it has been looked at.
    waiting = []
    page.route("**/posts", lambda route: waiting.append(route))

    page.locator("main form button[type=submit]").first.click()
    page.locator("progress").wait_for()
    look(page, "uploading")
    page.get_by_role("button", name="Stop").click()
    page.locator("progress").wait_for(state="detached")

    assert page.locator("[name=body]").input_value() == "Many words."
    page.unroute("**/posts")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/posts/my-holiday")
    assert len(flashes(page)) == 1
    page.close()


def test_a_refused_picture_leaves_the_form_as_it_is(browser, site, tmp_path):
    hostile = tmp_path / "holiday.jpg"
    hostile.write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'/>" * 100)
    page = browser.new_page()
    people.set_up(page, site)

    page.goto(site.address + "/write")
    people.fill_post(page, "", "Many words.", "travel")
    page.locator("input[type=file]").set_input_files(hostile)
    page.locator("[name=title]").evaluate("field => field.required = false")
    page.locator("main form button[type=submit]").first.click()
    page.locator("#title-error").wait_for()

    assert page.url == site.address + "/write"
    assert page.locator("[name=title]").get_attribute("aria-invalid") == "true"
    assert page.locator("input[type=file]").evaluate("field => field.files.length") == 1
    page.locator("[name=title]").fill("My holiday")
    page.locator("main form button[type=submit]").first.click()
    page.locator("#image-error").wait_for()
    assert page.locator("#title-error").count() == 0
    page.close()


def test_words_come_back_when_the_session_has_ended_meanwhile(page, site, look):
    people.set_up(page, site)
    page.goto(site.address + "/write")
    people.fill_post(page, "An hour", "Many words that took an hour.", "time")
    page.context.clear_cookies()

    with page.expect_navigation() as navigation:
        page.locator("main form button[type=submit]").first.click()

    assert navigation.value.status == 403
    assert page.get_by_label("Text").input_value() == "Many words that took an hour."
    look(page, "words-kept")


def test_editing_and_deleting(page, site, look):
    people.set_up(page, site)
    people.write_post(page, site, "A draft", "The first words.")
    address = page.url

    page.get_by_role("link", name="Edit").click()
    assert page.locator("[name=body]").input_value() == "The first words."
    people.fill_post(page, "A finished piece", "The second words.", "finished")
    page.locator("main form button[type=submit]").first.click()

    assert page.url == address, "an edit keeps the address"
    assert "The second words." in page.locator("article").inner_text()
    page.get_by_role("link", name="Delete").click()
    look(page, "delete")
    assert "A finished piece" in page.locator("main").inner_text()
    page.locator("main form button[type=submit]").first.click()

    assert len(flashes(page)) == 1
    assert page.goto(address).status == 410
    look(page, "gone")


def test_two_edits_at_once_lose_no_words(page, site, look):
    people.set_up(page, site)
    people.write_post(page, site, "Shared", "Original words.")
    edit = page.url + "/edit"
    other = page.context.new_page()
    page.goto(edit)
    other.goto(edit)

    people.fill_post(other, "Shared", "The words of the other window.")
    other.locator("main form button[type=submit]").first.click()
    people.fill_post(page, "Shared", "The words of this window.")
    page.locator("main form button[type=submit]").first.click()

    text = page.locator("main").inner_html()
    assert page.locator("[name=body]").input_value() == "The words of this window."
    assert "The words of the other window." in text
    look(page, "conflict")
    page.locator("main form button[type=submit]").first.click()
    assert "The words of this window." in page.locator("article").inner_text()


def test_a_person_added_by_the_owner_may_not_touch_the_posts_of_others(page, site, look):
    people.set_up(page, site)
    people.write_post(page, site, "Mine", "Ada's words.")
    address = page.url
    page.goto(site.address + "/admin/people")
    page.get_by_label("Name", exact=True).fill("Grace Hopper")
    page.get_by_label("Username").fill("grace")
    page.get_by_label("Password").fill(people.PASSWORD)
    look(page, "people")
    page.locator("main form button[type=submit]").last.click()
    assert "Grace Hopper" in page.locator("main").inner_text()
    people.sign_out(page)
    people.sign_in(page, site, username="grace")

    page.goto(address)
    assert page.get_by_role("link", name="Edit").count() == 0
    assert page.goto(address + "/edit").status == 403
    look(page, "forbidden")
    people.write_post(page, site, "Also mine", "Grace's words.")
    assert page.get_by_role("link", name="Edit").count() == 1
    assert page.goto(site.address + "/admin/people").status == 403


def test_an_unknown_address_has_a_page_of_the_site(page, site, look):
    assert page.goto(site.address + "/nowhere").status == 404
    assert page.locator("a[href='/']").count() > 0
    look(page, "not-found")


def test_the_site_has_an_icon_and_a_manifest(page, site):
    page.goto(site.address + "/")
    icon = page.request.get(site.address + "/favicon.ico", max_redirects=0)

    assert icon.status == 200 and icon.headers["content-type"] == "image/vnd.microsoft.icon"
    assert icon.body()[:4] == b"\0\0\1\0"
    for selector in ["link[rel=icon][type='image/svg+xml']", "link[rel='apple-touch-icon']", "link[rel=manifest]"]:
        answer = page.request.get(site.address + page.locator(selector).get_attribute("href"), max_redirects=0)
        assert answer.status == 200, selector
    assert re.match(r"application/manifest\+json", answer.headers["content-type"])
