/// A form as a browser holds it: the page's own fields with what was filled in.
public struct WebForm: Sendable {
  public struct Field: Sendable, Hashable {
    public let name: String
    public var value: String
  }

  /// Where it is sent, prefix included.
  public let action: String
  public let isMultipart: Bool
  public private(set) var fields: [Field]

  /// The first value; setting it replaces all of that name, nil takes them away.
  public subscript(name: String) -> String? {
    get { fields.first { $0.name == name }?.value }
    set {
      fields.removeAll { $0.name == name }
      if let newValue { fields.append(Field(name: name, value: newValue)) }
    }
  }

  /// The same form with some answers changed.
  public func with(_ answers: [String: String]) -> WebForm {
    var form = self
    for (name, value) in answers { form[name] = value }
    return form
  }
}

extension WebAnswer {
  /// Every form of the page that is posted.
  public var forms: [WebForm] {
    var forms: [WebForm] = []
    var open: (action: String, isMultipart: Bool, fields: [WebForm.Field])?
    var select = ""
    for tag in HTMLTag.all(in: bytes) {
      switch tag.name {
      case "form" where tag["method"] == "post":
        open = (tag["action"] ?? "", tag["enctype"] == "multipart/form-data", [])
      case "/form":
        if let open {
          forms.append(
            WebForm(action: open.action, isMultipart: open.isMultipart, fields: open.fields))
        }
        open = nil
      case "select": select = tag["name"] ?? ""
      case "option" where tag.has("selected"):
        open?.fields.append(WebForm.Field(name: select, value: tag["value"] ?? tag.text))
      case "textarea":
        if let name = tag["name"] {
          open?.fields.append(WebForm.Field(name: name, value: tag.text))
        }
      case "input":
        guard let name = tag["name"], Self.isSent(tag) else { continue }
        open?.fields.append(WebForm.Field(name: name, value: tag["value"] ?? Self.unsaid(tag)))
      default: continue
      }
    }
    return forms
  }

  /// The form that is sent to this address.
  public func form(to action: String) -> WebForm? { forms.first { $0.action == action } }

  /// Boxes without a value say "on", everything else says nothing.
  private static func unsaid(_ tag: HTMLTag) -> String {
    ["radio", "checkbox"].contains(tag["type"]) ? "on" : ""
  }

  /// Buttons are sent only when pressed, files apart, boxes when they are ticked.
  private static func isSent(_ tag: HTMLTag) -> Bool {
    switch tag["type"] {
    case "file", "submit", "button": false
    case "radio", "checkbox": tag.has("checked")
    default: true
    }
  }
}
