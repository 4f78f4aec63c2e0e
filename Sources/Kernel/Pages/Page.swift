/// One page before it is written: which template, filled with what, inside which frame.
public struct Page: Sendable {
  /// Stem of the template's file.
  public let template: String
  /// A struct of plain values, prepared for reading: the template decides nothing.
  public let view: any Sendable
  /// Shown in the browser's title; "错误：" is put before it when `view.errors` is there.
  public let title: String
  public var layout: Layout
  /// The entry of the navigation that is current.
  public var tab: Tab?
  /// A second template for the frame's head (the console's search), filled from the same view.
  public var head: String?
  /// True when the page draws a map: Leaflet and its own script are loaded then only.
  public var hasMap: Bool
  /// The browser may keep it for its reader to look at without network, for a day at most.
  public var mayKeep = false
  /// Two columns on a desktop; other pages keep a column that is easy to read.
  public var isWide: Bool

  public init(
    _ template: String, _ view: any Sendable, title: String, layout: Layout = .resident,
    tab: Tab? = nil, head: String? = nil, hasMap: Bool = false, isWide: Bool = false
  ) {
    self.template = template
    self.view = view
    self.title = title
    self.layout = layout
    self.tab = tab
    self.head = head
    self.hasMap = hasMap
    self.isWide = isWide
  }

  /// The frame around a page.
  public enum Layout: String, Sendable, CaseIterable {
    /// Residents' pages with the main navigation.
    case resident
    /// One task of a resident, step by step: no tabs on a phone, only the way back.
    case task
    /// Desk work: rail, head, dense rows; a bottom bar on phones.
    case console
    /// No navigation: sign-in and errors.
    case plain
    /// Paper.
    case print
    /// A screen on a wall, dark, without navigation.
    case wall
  }
}
