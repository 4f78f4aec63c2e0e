/// Promises every page keeps, checked on the HTML itself.
public enum PageCheck {
  /// What is wrong with the page; empty when nothing is.
  public static func faults(_ html: String, prefix: String, icons: Set<String>) -> [String] {
    var faults: [String] = []
    for forbidden in ["style=\"", "<style", "javascript:", " onclick=", " onchange=", "[[", "{{"]
    where html.contains(forbidden) { faults.append("contains \(forbidden)") }
    for script in html.matches(of: #/<script(?![^>]*src=)[^>]*>/#) {
      faults.append("inline script \(script.0)")
    }
    for link in html.matches(of: #/ (href|src|action)="([^"]*)"/#) {
      let address = String(link.2)
      let isOurs = address.hasPrefix(prefix + "/")
      if !isOurs, !address.hasPrefix("#"), !address.hasPrefix("tel:") {
        faults.append("\(link.1) without the prefix: \(address)")
      }
    }
    let ids = html.matches(of: #/ id="([^"]*)"/#).map { String($0.1) }
    let known = Set(ids)
    if known.count != ids.count {
      let twice = Dictionary(grouping: ids) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
      faults.append("id twice: \(twice.joined(separator: ", "))")
    }
    for target in html.matches(of: #/ (for|aria-describedby|form)="([^"]*)"/#) {
      for id in target.2.split(separator: " ") where !known.contains(String(id)) {
        faults.append("\(target.1) names no id: \(id)")
      }
    }
    for use in html.matches(of: #/<use href="#i-([^"]*)"/#) where !icons.contains(String(use.1)) {
      faults.append("no such icon: \(use.1)")
    }
    return faults + formFaults(html)
  }

  /// Every form that changes something carries both keys, and every field has a name to be read.
  private static func formFaults(_ html: String) -> [String] {
    var faults: [String] = []
    for form in html.matches(of: #/<form[^>]*method="post"[^>]*>(.|\n)*?<\/form>/#) {
      for key in ["form_token", "command_key"] where !form.0.contains("name=\"\(key)\"") {
        faults.append("a form without \(key): \(form.0.prefix(80))")
      }
    }
    let labelled = Set(html.matches(of: #/ for="([^"]*)"/#).map { String($0.1) })
    for field in html.matches(of: #/<(input|select|textarea)( [^>]*)>/#) {
      let marks = field.2
      let type = marks.firstMatch(of: #/ type="([^"]*)"/#).map { String($0.1) } ?? "text"
      if ["hidden", "radio", "checkbox", "file"].contains(type) { continue }
      let id = marks.firstMatch(of: #/ id="([^"]*)"/#).map { String($0.1) } ?? ""
      if !labelled.contains(id) { faults.append("a field without label: \(field.0)") }
    }
    return faults
  }
}
