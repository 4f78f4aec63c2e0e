extension SQLiteDriver {
  /// How much of the machine one site's file may use.
  public struct Options: Sendable {
    /// Reading connections; each has a page cache of its own.
    public var readers: Int
    /// Page cache of the writer, in KiB.
    public var writerCacheKiB: Int
    /// Page cache of each reader, in KiB.
    public var readerCacheKiB: Int
    /// Bytes of the file to map; mapped pages count as resident memory, so none by default.
    public var mappedBytes: Int64
    /// Seconds to wait for another process that holds the file.
    public var busySeconds: Double
    /// Waiting writes that share one commit at most.
    public var groupLimit: Int
    /// WAL pages (4 KiB) after which a commit copies them back into the file.
    public var checkpointPages: Int
    /// WAL bytes after which the writer waits for readers so that the WAL can start over.
    public var walLimit: Int64

    public init(
      readers: Int = 4, writerCacheKiB: Int = 8192, readerCacheKiB: Int = 3072,
      mappedBytes: Int64 = 0, busySeconds: Double = 5, groupLimit: Int = 256,
      checkpointPages: Int = 2000, walLimit: Int64 = 64 << 20
    ) {
      self.readers = max(1, readers)
      self.writerCacheKiB = writerCacheKiB
      self.readerCacheKiB = readerCacheKiB
      self.mappedBytes = mappedBytes
      self.busySeconds = busySeconds
      self.groupLimit = max(1, groupLimit)
      self.checkpointPages = checkpointPages
      self.walLimit = walLimit
    }
  }
}
