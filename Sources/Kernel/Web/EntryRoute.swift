import Hummingbird

/// The way in from another app that shows our pages, such as WeChat's web-view.
///
/// It says how large its own letters are: from 1.3 times the usual on, 长辈版 starts by itself
/// (docs/rules.md §9), unless somebody has chosen how they read before.
enum EntryRoute {
  static func enter(_ call: Call) throws -> Response {
    let query = try call.query()
    let to = OwnPath.safe(query.text("to"))
    // What stands behind the `#` is the other app's to say, not that of whoever made the link.
    var response = call.redirect(to.contains("#") ? "/" : to)
    let scale = query.text("font").flatMap(Double.init) ?? 1
    if scale >= 1.3, scale < 10, call.cookies.preferences == nil {
      var preferences = call.preferences
      preferences.enlarge()
      call.setPreferences(&response, preferences)
    }
    return response
  }
}
