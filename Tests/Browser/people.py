"""What people do on the site, in their own words."""

PASSWORD = "a long and quiet river"


def set_up(page, site, username="ada", name="Ada Lovelace", title="Ink & Stone"):
    page.goto(site.address + "/setup")
    page.locator("[name=siteTitle]").fill(title)
    page.locator("[name=displayName]").fill(name)
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main form button[type=submit]").click()


def sign_in(page, site, username="ada", password=PASSWORD):
    page.goto(site.address + "/signin")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(password)
    page.locator("main form button[type=submit]").click()


def sign_out(page):
    page.get_by_role("button", name="Sign out").click()


def write_post(page, site, title, body, tags="", picture=None, alt=""):
    page.goto(site.address + "/write")
    fill_post(page, title, body, tags)
    if picture:
        page.locator("input[type=file]").set_input_files(picture)
        page.locator("[name=alt]").fill(alt)
    page.locator("main form button[type=submit]").first.click()
    # A file is sent by a script, which opens the next page later or says what is wrong.
    page.locator("article, .field-error, .failure").first.wait_for()


def fill_post(page, title, body, tags=""):
    page.locator("[name=title]").fill(title)
    page.locator("[name=body]").fill(body)
    page.locator("[name=tags]").fill(tags)
