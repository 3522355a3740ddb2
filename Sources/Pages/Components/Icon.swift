/// The icons of the sprite that the interface uses; raw values are the names in the sprite.
enum IconName: String, CaseIterable {
    case alarmClock = "alarm-clock", arrowLeft = "arrow-left", arrowRight = "arrow-right", arrowRightLeft = "arrow-right-left"
    case arrowUp = "arrow-up", badgeCheck = "badge-check", bell, bookOpen = "book-open", building = "building-2", calendar
    case calendarCheck = "calendar-check", calendarClock = "calendar-clock", chartColumn = "chart-column", check
    case chevronDown = "chevron-down", chevronLeft = "chevron-left", chevronRight = "chevron-right", circleAlert = "circle-alert"
    case circleCheck = "circle-check", circleDot = "circle-dot", circleQuestion = "circle-question-mark", circleX = "circle-x"
    case clipboardCheck = "clipboard-check", clipboardList = "clipboard-list", clipboardPen = "clipboard-pen", clock
    case cornerUpRight = "corner-up-right", database, download, eye, fileCheck = "file-check", fileText = "file-text", flag, funnel
    case history, hospital, house, inbox, info, keyRound = "key-round", keyboard, languages, layoutDashboard = "layout-dashboard"
    case link, listChecks = "list-checks", lock, logOut = "log-out", mapPin = "map-pin", messageSquare = "message-square"
    case messageSquareWarning = "message-square-warning", minus, pause, pencil, phone, phoneCall = "phone-call"
    case phoneMissed = "phone-missed", phoneOff = "phone-off", play, plus, printer, refresh = "refresh-cw", rotate = "rotate-ccw"
    case save, search, send, settings, shieldCheck = "shield-check", signature, siren, smartphone, stethoscope, sunMoon = "sun-moon"
    case table, tag, target, timer, trendingDown = "trending-down", trendingUp = "trending-up", triangleAlert = "triangle-alert"
    case undo = "undo-2", upload, user, userCheck = "user-check", userPlus = "user-plus", users, wifiOff = "wifi-off", workflow, wrench, x
}

enum IconSize: String {
    case ordinary = "i", small = "i i-14", large = "i i-20"
}

/// An icon of the sprite. It says nothing by itself: words or an `aria-label` stand beside it.
func icon(_ name: IconName, _ chrome: PageChrome, size: IconSize = .ordinary, class extra: String = "") -> HTML {
    let address = chrome.assets["vendor/icons/icons.svg"].address + "#" + name.rawValue
    let classes = extra.isEmpty ? size.rawValue : size.rawValue + " " + extra
    return #"<svg class="\#(classes)" aria-hidden="true"><use href="\#(url: address)"/></svg>"#
}
