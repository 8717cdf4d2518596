"""What the script does for people who write: it keeps their drafts and warns before words are lost."""

import people
import pytest
from conftest import Site

FORBIDDEN = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
FULL = """
const setItem = Storage.prototype.setItem;
Storage.prototype.setItem = function (key, value) {
  if (this.getItem(key) === null) throw new DOMException('no room for more', 'QuotaExceededError');
  setItem.call(this, key, value);
};
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = Site(tmp_path_factory.mktemp("drafts") / "data").start()
    yield site
    site.stop()


@pytest.fixture(scope="module")
def session(browser, site):
    """Ada, signed in on a site that has a post."""
    context = browser.new_context()
    page = context.new_page()
    people.set_up(page, site)
    people.write_post(page, site, "Another post", "Words of old.")
    state = context.storage_state()
    context.close()
    return {"cookies": state["cookies"]}


@pytest.fixture
def writer(browser, site, session):
    """A browser that runs scripts and has no drafts; its form is open, and its clock is the test's."""
    context = browser.new_context(storage_state=session)
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("console", lambda message: "Security Policy" in message.text and page.problems.append(message.text))
    page.warnings = []
    page.staying = False
    page.on("dialog", lambda dialog: answer(page, dialog))
    page.clock.install()
    page.goto(site.address + "/write")
    yield page
    context.close()
    assert page.problems == []


def answer(page, dialog):
    page.warnings.append(dialog.type)
    if page.staying:
        dialog.dismiss()
    else:
        dialog.accept()


def type_words(page, title, body):
    """Types as a person does: a browser warns no one who has not touched the page."""
    page.locator("[name=title]").click()
    page.keyboard.type(title)
    page.locator("[name=body]").click()
    page.keyboard.type(body)


def press(page):
    page.locator("main form button[type=submit]").click(no_wait_after=True)


def is_posted(request):
    return request.method == "POST"


def stop_sending(page):
    """Calls off all sending, which the script cannot know of, and notes what would have been sent."""
    page.evaluate("""() => {
        window.presses = [];
        addEventListener('submit', (event) => {
            presses.push(event.defaultPrevented ? 'ignored' : 'sent');
            event.preventDefault();
        });
    }""")


def leave(page):
    page.get_by_role("link", name="Home").click(no_wait_after=True)


def open_form(page, site):
    page.goto(site.address + "/write")
    return page.locator(".offer")


def words(page):
    return page.locator("[name=title]").input_value(), page.locator("[name=body]").input_value()


def bring_back(note):
    note.get_by_role("button", name="Bring it back").click()


def test_leaving_unsaved_words_is_warned_of_and_can_be_called_off(writer):
    type_words(writer, "Hills", "They are green.")
    writer.staying = True

    with writer.expect_event("dialog"):
        leave(writer)

    assert writer.warnings == ["beforeunload"]
    assert words(writer) == ("Hills", "They are green.")


def test_leaving_an_untouched_form_is_not_warned_of(writer, site):
    writer.locator("[name=title]").click()

    leave(writer)

    writer.wait_for_url(site.address + "/")
    assert writer.warnings == []


def test_publishing_is_not_warned_of_and_drops_the_draft(writer, site):
    type_words(writer, "Published hills", "They are green.")
    assert writer.evaluate("localStorage.length") == 1

    press(writer)
    writer.wait_for_url("**/posts/published-hills")

    assert writer.warnings == []
    assert writer.evaluate("localStorage.length") == 0
    assert open_form(writer, site).count() == 0


def test_the_warning_works_again_when_sending_was_given_up(writer):
    stop_sending(writer)
    type_words(writer, "Hills", "They are green.")
    press(writer)
    writer.clock.fast_forward(5_000)
    writer.staying = True

    with writer.expect_event("dialog"):
        leave(writer)

    assert writer.warnings == ["beforeunload"]


def test_a_second_press_sends_nothing_for_a_minute(writer):
    stop_sending(writer)
    type_words(writer, "Hills", "They are green.")

    press(writer)
    writer.clock.fast_forward(50_000)
    press(writer)
    writer.clock.fast_forward(10_000)
    press(writer)

    assert writer.evaluate("presses") == ["sent", "ignored", "sent"]


def test_the_button_works_again_after_coming_back_to_the_page(writer):
    stop_sending(writer)
    type_words(writer, "Hills", "They are green.")
    press(writer)

    writer.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    press(writer)

    assert writer.evaluate("presses") == ["sent", "sent"]


def test_a_refused_save_keeps_the_draft_and_offers_it_back(writer, site):
    type_words(writer, "   ", "Many words that took an hour.")
    with writer.expect_navigation() as navigation:
        press(writer)
    assert navigation.value.status == 422

    note = open_form(writer, site)
    assert "kept a draft from" in note.inner_text() and words(writer) == ("", "")
    bring_back(note)

    assert words(writer) == ("   ", "Many words that took an hour.")
    assert note.count() == 0
    assert open_form(writer, site).count() == 1, "it is kept until it is saved"


def test_a_draft_outlives_an_answer_that_is_not_of_the_site(writer, site):
    writer.route("**/posts", lambda route: route.fulfill(status=502, body="Bad gateway"))
    type_words(writer, "Hills", "They are green.")
    with writer.expect_navigation():
        press(writer)

    bring_back(open_form(writer, site))

    assert words(writer) == ("Hills", "They are green.")


def test_another_post_opened_instead_of_waiting_drops_no_draft(writer, site):
    writer.route("**/posts", lambda route: None)  # never answered
    type_words(writer, "Hills", "They are green.")
    with writer.expect_request(is_posted):
        press(writer)

    writer.goto(site.address + "/posts/another-post")
    assert writer.locator(".post").count() == 1
    bring_back(open_form(writer, site))

    assert words(writer) == ("Hills", "They are green.")


def test_words_typed_while_sending_are_kept(writer, site):
    held = []
    writer.route("**/posts", lambda route: held.append(route))
    type_words(writer, "They are green.", "")
    writer.locator("[name=body]").fill("They are far.")
    writer.locator("[name=title]").focus()
    with writer.expect_request(is_posted):
        writer.keyboard.press("Enter")
    # Only the keyboard reaches a page that waits for its next one.
    writer.keyboard.press("End")
    writer.keyboard.type(" And blue.")

    held[0].continue_()
    writer.wait_for_url("**/posts/they-are-green")
    bring_back(open_form(writer, site))

    assert words(writer) == ("They are green. And blue.", "They are far.")


def test_a_forgotten_draft_is_gone(writer, site):
    type_words(writer, "Hills", "They are green.")

    open_form(writer, site).get_by_role("button", name="Forget it").click()

    assert writer.locator(".offer").count() == 0 and words(writer) == ("", "")
    assert open_form(writer, site).count() == 0


def test_what_is_written_beside_an_offer_is_kept_and_so_is_the_offer(writer, site):
    type_words(writer, "Old hills", "They were green.")
    open_form(writer, site)
    type_words(writer, "New hills", "They are blue.")

    notes = open_form(writer, site)
    assert notes.count() == 2
    bring_back(notes.nth(0))
    assert words(writer) == ("New hills", "They are blue.")
    bring_back(notes)

    assert words(writer) == ("Old hills", "They were green.")
    bring_back(open_form(writer, site).nth(1))
    assert words(writer) == ("New hills", "They are blue."), "bringing one back loses no other"


def test_publishing_beside_an_offer_drops_only_what_was_published(writer, site):
    type_words(writer, "Old hills", "They were green.")
    open_form(writer, site)
    type_words(writer, "Blue hills", "They are blue.")
    press(writer)
    writer.wait_for_url("**/posts/blue-hills")

    notes = open_form(writer, site)
    assert notes.count() == 1
    bring_back(notes)

    assert words(writer) == ("Old hills", "They were green.")


def test_a_full_storage_loses_no_draft_that_is_kept(writer, site):
    type_words(writer, "Old hills", "They were green.")
    writer.add_init_script(FULL)
    open_form(writer, site)
    type_words(writer, "Full hills", "They are blue.")

    bring_back(open_form(writer, site))

    assert words(writer) == ("Old hills", "They were green.")


@pytest.mark.parametrize("storage", [FORBIDDEN, FULL], ids=["forbidden", "full"])
def test_without_storage_writing_works_and_leaving_is_still_warned_of(writer, site, storage, request):
    writer.add_init_script(storage)
    open_form(writer, site)
    type_words(writer, "Hills " + request.node.callspec.id, "They are green.")
    writer.staying = True
    with writer.expect_event("dialog"):
        leave(writer)

    press(writer)
    writer.wait_for_url("**/posts/hills-" + request.node.callspec.id)

    assert writer.warnings == ["beforeunload"]
