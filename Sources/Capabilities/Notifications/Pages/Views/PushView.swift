internal import Kernel

/// Browsers that show a person's notices; whether this one can, its script finds out.
struct PushView: Sendable {
  /// To which the browser binds its subscription.
  let key: String
  let devices: [Device]
  let isEmpty: Bool

  struct Device: Sendable {
    let id: String
    let mark: String
    let since: String
  }

  init(_ stand: PushActions.Stand, _ words: Words, _ language: Language, _ now: Timestamp) {
    key = stand.key
    isEmpty = stand.devices.isEmpty
    devices = stand.devices.map { device in
      Device(
        id: device.id.rawValue, mark: device.mark,
        since: words.text(
          "push.since",
          ["date": Say.date(CityTime.date(of: device.addedAt), now: now, in: language)],
          in: language))
    }
  }
}
