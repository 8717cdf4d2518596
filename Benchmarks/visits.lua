-- Visits 2,000 posts and the front page, one after another, for wrk.
local number = 0

function request()
    number = (number + 1) % 2001
    if number == 2000 then return wrk.format("GET", "/") end
    return wrk.format("GET", "/posts/post-" .. number)
end
