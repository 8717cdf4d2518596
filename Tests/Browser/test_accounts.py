"""Looking after one's account: staying signed in, and signing out elsewhere."""

import people

TELEPHONE = ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
             "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1")


def flashes(page):
    return page.locator(".flash").all_inner_texts()


def visitor(browser, **options):
    context = browser.new_context(**options)
    context.set_default_timeout(10_000)
    return context.new_page()


def reopened(browser, page):
    """The browser after it was closed and opened again: it has what was to be kept."""
    kept = [cookie for cookie in page.context.cookies() if cookie["expires"] > 0]
    again = visitor(browser)
    again.context.add_cookies(kept)
    return again


def is_signed_in(page, site):
    page.goto(site.address + "/")
    return page.get_by_role("button", name="Sign out").count() > 0


def test_who_asks_for_it_stays_signed_in(page, browser, site, look):
    people.set_up(page, site)
    people.sign_out(page)
    page.goto(site.address + "/signin")
    look(page, "sign-in")

    people.sign_in(page, site)
    forgotten = reopened(browser, page)
    people.sign_out(page)
    page.goto(site.address + "/signin")
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill(people.PASSWORD)
    page.get_by_label("Stay signed in on this device").check()
    page.locator("main form button[type=submit]").click()
    remembered = reopened(browser, page)

    assert not is_signed_in(forgotten, site)
    assert is_signed_in(remembered, site)
    forgotten.context.close()
    remembered.context.close()


def test_signing_out_on_another_device(page, browser, site, look):
    people.set_up(page, site)
    telephone = visitor(browser, user_agent=TELEPHONE)
    people.sign_in(telephone, site)

    page.get_by_role("link", name="Ada Lovelace").click()

    entries = page.locator(".sessions li")
    assert entries.count() == 2
    assert "This device" in entries.nth(0).inner_text()
    assert "Safari on iPhone" in entries.nth(1).inner_text()
    look(page, "account")
    entries.nth(1).get_by_role("button").click()
    assert flashes(page) == ["You are signed out there."]
    assert page.locator(".sessions li").count() == 1
    assert not is_signed_in(telephone, site)
    assert is_signed_in(page, site)
    telephone.context.close()


def test_signing_out_everywhere_else(page, browser, site):
    people.set_up(page, site)
    others = [visitor(browser), visitor(browser)]
    for other in others:
        people.sign_in(other, site)

    page.goto(site.address + "/account")
    page.get_by_role("button", name="Sign out everywhere else").click()

    assert page.locator(".sessions li").count() == 1
    assert page.get_by_role("button", name="Sign out everywhere else").count() == 0
    assert [is_signed_in(other, site) for other in others] == [False, False]
    for other in others:
        other.context.close()


def test_changing_the_password(page, browser, site, look):
    new = "an even longer and quieter river"
    people.set_up(page, site)
    telephone = visitor(browser)
    people.sign_in(telephone, site)

    page.goto(site.address + "/account")
    page.get_by_label("Current password").fill("not the password")
    page.get_by_label("New password").fill(new)
    page.get_by_role("button", name="Change the password").click()
    assert "That is not your password." in page.locator(".field-error").inner_text()
    look(page, "account-wrong-password")
    page.get_by_label("Current password").fill(people.PASSWORD)
    page.get_by_label("New password").fill(new)
    page.get_by_role("button", name="Change the password").click()

    assert flashes(page) == ["Your password is changed, and you are signed in on this device only."]
    look(page, "account-changed")
    assert not is_signed_in(telephone, site)
    people.sign_in(telephone, site)
    assert flashes(telephone) == ["That username and password do not belong together."]
    people.sign_in(telephone, site, password=new)
    assert is_signed_in(telephone, site)
    telephone.context.close()


def test_guessing_is_slowed_down_but_not_for_the_owner(page, browser, site, look):
    people.set_up(page, site)
    people.sign_out(page)
    stranger = visitor(browser)

    for _ in range(11):
        people.sign_in(stranger, site, password="a guess")

    assert "There were too many tries to sign in. Wait " in flashes(stranger)[0]
    assert stranger.locator("[name=username]").input_value() == "ada"
    look(stranger, "too-many-tries")
    people.sign_in(page, site)
    assert page.get_by_role("button", name="Sign out").is_visible(), "the owner's own browser is known"
    stranger.context.close()


def test_a_message_is_read_aloud(page, site):
    people.set_up(page, site)
    assert page.get_by_role("status").all_inner_texts() != []
    people.sign_out(page)
    people.sign_in(page, site, password="not the password")

    assert page.get_by_role("alert").all_inner_texts() == flashes(page)
