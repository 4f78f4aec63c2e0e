import CPosix

extension World {
  /// The world outside: the system clock, UUIDv7 that rise within the process, libcrypto's chance.
  public static let live = live(ahead: 0)

  /// The same with a clock that is so many milliseconds ahead: a demonstration shows what falls due
  /// in a week without waiting for it.
  public static func live(ahead: Int64) -> World {
    World(
      now: { Timestamp(milliseconds: posix_wall_milliseconds() + ahead) },
      newID: { liveIDs.next(at: posix_wall_milliseconds() + ahead) },
      randomBytes: { SecureRandom.bytes($0) })
  }

  private static let liveIDs = IDSequence()
}
