public import Civics

extension LimitTable {
  /// How long one class of matters may take under one condition, and when it is done.
  ///
  /// GB/T 30428 names parts (部件) and events (事件) by two digits for the class and two for the
  /// sub-class, and leaves the limits to each city: so both are rows of a table.
  public struct ClassLimit: Hashable, Codable, Sendable {
    /// Our type and, where it is one of its kinds, that.
    public var service: String
    public var item: String?
    /// `E0102` for an event, `P0118` for a part; nil where the standard has none.
    public var standard: String?
    /// When it holds, in the city's words; empty for the usual case.
    public var condition: String
    public var limit: Limit
    /// What has to be so before it may be closed, in the city's words.
    public var closing: String
    /// The unit that usually leads; nil where the duties of units say it.
    public var unit: String?

    public init(
      service: String, item: String?, standard: String?, condition: String, limit: Limit,
      closing: String, unit: String?
    ) {
      self.service = service
      self.item = item
      self.standard = standard
      self.condition = condition
      self.limit = limit
      self.closing = closing
      self.unit = unit
    }
  }

  /// What is listed for this kind of matter; the kind's own rows go before its type's.
  public func listed(service: String, item: String?) -> [ClassLimit] {
    let own = classes.filter { $0.service == service && $0.item != nil && $0.item == item }
    return own.isEmpty ? classes.filter { $0.service == service && $0.item == nil } : own
  }

  /// Who usually leads a kind of matter by this list; nil where it leaves that to others.
  public func lead(service: String, item: String?) -> String? {
    listed(service: service, item: item).first { $0.condition.isEmpty }?.unit
  }

  /// What has to be so before a matter of this kind may be closed, each once; with its conditions
  /// where it holds under these only.
  public func closings(service: String, item: String?) -> [String] {
    let rows = listed(service: service, item: item).filter { !$0.closing.isEmpty }
    var texts: [String] = []
    for row in rows where !texts.contains(row.closing) { texts.append(row.closing) }
    return texts.map { text in
      let conditions = rows.filter { $0.closing == text }.map(\.condition)
      return conditions.contains("") ? text : conditions.joined(separator: "、") + "：" + text
    }
  }
}
