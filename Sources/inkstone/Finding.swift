/// Something that is unsafe about the settings, and what to do about it.
struct Finding: Hashable, CustomStringConvertible {
    /// The setting or the file.
    let place: String
    /// What is wrong, and why that matters.
    let problem: String
    /// What to do.
    let remedy: String

    init(_ place: String, _ problem: String, do remedy: String) {
        self.place = place
        self.problem = problem
        self.remedy = remedy
    }

    init(_ setting: Setting, _ problem: String, do remedy: String) {
        self.init(setting.name, problem, do: remedy)
    }

    var description: String { "\(place): \(problem)\n    \(remedy)" }
}
