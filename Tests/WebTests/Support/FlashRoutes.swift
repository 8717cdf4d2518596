import HTTPTypes
import Hummingbird
import Web

/// Returns a page that shows messages, as `category:text|category:text`.
func page(of flashes: [Flash]) -> Response {
    .text(flashes.map { "\($0.category.rawValue):\($0.text)" }.joined(separator: "|"))
}

/// The pages that leave, keep and show messages.
func addFlashRoutes(to routes: Routes<TestContext>) {
    routes.post("flash") { _, context in
        for text in try await context.form().all("a") {
            let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
            let category = parts.count > 1 ? FlashCategory(rawValue: parts[0]) : .success
            try await context.flash(parts.last ?? "", category)
        }
        return Response.seeOther("/flashes")
    }
    routes.get("leave-flash") { _, context in
        try await context.flash("left", .error)
        return Response.text("done")
    }
    routes.get("flashes") { _, context in
        context.flash.now("now", .warning)
        return page(of: try await context.flash.take())
    }
    routes.get("flashes-of/:category") { _, context in
        let category = FlashCategory(rawValue: try context.parameter("category"))
        return page(of: try await context.flash.take(only: [category]))
    }
    routes.get("hop/:count") { _, context in
        let count = Int(try context.parameter("count")) ?? 0
        return Response.seeOther(count > 0 ? "/hop/\(count - 1)" : "/flashes")
    }
    routes.get("take-again") { _, context in
        let pages = [
            try await context.flash.take(only: [.error]), try await context.flash.take(),
            try await context.flash.take(only: [.success]),
        ]
        return Response.text(
            pages.map { $0.map(\.text).joined(separator: ",") }.joined(separator: ";"))
    }
    routes.get("keep-before") { _, context in
        try await context.flash.keep()
        return page(of: try await context.flash.take())
    }
    routes.get("keep-after") { _, context in
        let flashes = try await context.flash.take()
        try await context.flash.keep()
        return page(of: flashes)
    }
    addRoutesThatTakeInVain(to: routes)
}

/// The addresses whose handlers take messages and then show none.
private func addRoutesThatTakeInVain(to routes: Routes<TestContext>) {
    routes.get("take-and-redirect") { _, context in
        _ = try await context.flash.take()
        return Response.seeOther("/flashes")
    }
    routes.get("take-and-say-unchanged") { _, context in
        _ = try await context.flash.take()
        return Response(status: .notModified)
    }
    routes.get("take-and-be-empty") { _, context in
        _ = try await context.flash.take()
        return Response(status: .noContent)
    }
    routes.get("take-and-fail") { _, context -> Response in
        _ = try await context.flash.take()
        throw SecretFailure()
    }
    routes.get("take-and-refuse") { _, context -> Response in
        _ = try await context.flash.take()
        throw HTTPError(.forbidden)
    }
    routes.get("take-and-hang") { _, context -> Response in
        _ = try await context.flash.take()
        try await Task.sleep(for: .seconds(3600))
        return Response.text("late")
    }
}
