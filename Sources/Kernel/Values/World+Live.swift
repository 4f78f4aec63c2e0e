import CPosix

extension World {
  /// The world outside: the system clock, UUIDv7 that rise within the process, libcrypto's chance.
  public static let live = World(
    now: { Timestamp(milliseconds: posix_wall_milliseconds()) },
    newID: { liveIDs.next(at: posix_wall_milliseconds()) },
    randomBytes: { SecureRandom.bytes($0) })

  private static let liveIDs = IDSequence()
}
