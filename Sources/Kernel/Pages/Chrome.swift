/// What every page shows around its content: who reads, how, and from which site.
public struct Chrome: Sendable {
  public var preferences: Preferences
  /// Path of the site, such as `/qinghe` or nothing at the root; every link starts with it.
  public var prefix: String
  /// The street's or district's name in the reader's language.
  public var siteName: String
  /// Against forged forms; goes into the hidden field `form_token`.
  public var formToken: String
  /// New for every page; goes into the hidden field `command_key`.
  ///
  /// Pages with several forms add `-name`, so that two different acts never share a key.
  public var commandKey: String
  /// Stands for the person on this device without naming them; empty for visitors.
  ///
  /// What a browser keeps for reading without network belongs to one reader and goes with them.
  public var reader: String
  public var signedInName: String?
  /// A post or unit beside the name, for staff.
  public var signedInAs: String?
  /// Entries of the rail for staff; residents always have their own five.
  public var staffTabs: [Tab]
  public var flash: Flash?
  /// The page's own path and query without the prefix; forms of the frame come back here.
  public var path: String
  public var hotline: String
  public var now: Timestamp
  /// Says on every page that people and places are invented.
  public var isDemo: Bool

  public init(
    preferences: Preferences = Preferences(), prefix: String = "", siteName: String,
    formToken: String, commandKey: String, reader: String = "", signedInName: String? = nil,
    signedInAs: String? = nil,
    staffTabs: [Tab] = [], flash: Flash? = nil, path: String = "/", hotline: String = "12345",
    now: Timestamp, isDemo: Bool = false
  ) {
    self.preferences = preferences
    self.prefix = prefix
    self.siteName = siteName
    self.formToken = formToken
    self.commandKey = commandKey
    self.reader = reader
    self.signedInName = signedInName
    self.signedInAs = signedInAs
    self.staffTabs = staffTabs
    self.flash = flash
    self.path = path
    self.hotline = hotline
    self.now = now
    self.isDemo = isDemo
  }

  /// One sentence about what has just happened, shown once.
  public struct Flash: Sendable, Hashable {
    public enum Tone: String, Sendable { case ok, info, warn, danger }
    public let tone: Tone
    public let text: String

    public init(_ tone: Tone, _ text: String) {
      self.tone = tone
      self.text = text
    }
  }
}
