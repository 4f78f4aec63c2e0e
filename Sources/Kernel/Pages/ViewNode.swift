import Mustache

/// A view struct taken apart once.
///
/// Mustache would otherwise reflect on the whole stack of values at every tag. Absent values and
/// empty texts are false in a section and stop the search, so that a row's missing note never
/// shows the page's.
struct ViewNode: MustacheParent {
  var fields: [String: Any]

  init(_ fields: [String: Any]) { self.fields = fields }

  /// Takes apart `view`, which should be a struct of plain values.
  init(of view: Any) {
    fields = [:]
    for child in Mirror(reflecting: view).children {
      guard let label = child.label else { continue }
      fields[label] = Self.plain(child.value)
    }
  }

  func child(named name: String) -> Any? { fields[name] }

  private static func plain(_ value: Any) -> Any {
    switch value {
    case let text as String: return text.isEmpty ? Absent() : text
    case let flag as Bool: return flag
    case let number as Int: return number
    case let texts as [String]: return texts
    case let table as [String: String]: return ViewNode(table.mapValues { plain($0) })
    default: break
    }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional:
      return mirror.children.first.map { plain($0.value) } ?? Absent()
    case .collection, .set:
      return mirror.children.map { plain($0.value) }
    case .struct:
      return ViewNode(of: value)
    case .enum:
      return String(describing: value)
    default:
      return value
    }
  }

  /// Nothing there; not even further down the stack.
  struct Absent: MustacheCustomRepresentation {
    var representation: Any? { nil }
  }
}
