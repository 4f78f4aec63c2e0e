/// Who waits for a connection, who has nothing to do, and who comes next; no threads, no locks.
///
/// Few looks at once are faster than many where cores are few, since every one of them is a thread
/// here and a process of the server. So looks wait for those that run, but not long: a slow one
/// must not hold up the others while connections stand idle.
struct WorkQueue<Worker> {
  /// Transactions that change at once; what comes meanwhile shares the next ones.
  let mostChanging: Int
  /// Looks that run at once while none has to wait longer than `patience`.
  let usuallyLooking: Int
  let patience: Duration

  private(set) var waiting: [Job] = []
  private(set) var isClosed = false
  private var idle: [Worker] = []
  /// Workers with changes in hand, and with a look.
  private var changing = 0
  private var looking = 0

  init(mostChanging: Int, usuallyLooking: Int, patience: Duration) {
    self.mostChanging = mostChanging
    self.usuallyLooking = usuallyLooking
    self.patience = patience
  }

  /// Whether a look waits beside idle workers, and has to be asked about when patience is over.
  ///
  /// Changes are not: as soon as one may begin, it is handed out.
  var isHolding: Bool { !idle.isEmpty && waiting.contains { !$0.isChange } }

  /// The idle worker that shall do it now; none when it waits.
  mutating func add(_ job: Job) -> Worker? {
    // The one that worked last: few lanes, warm caches.
    guard mayBegin(job, at: job.since), let worker = idle.popLast() else {
      waiting.append(job)
      return nil
    }
    begin(job)
    return worker
  }

  /// The next job for a worker, and changes that wait with it, up to `most`; none when it should
  /// wait to be handed one, or end.
  mutating func next(
    for worker: Worker, after done: [Job], most: Int, at now: ContinuousClock.Instant
  ) -> [Job] {
    if let done = done.first { if done.isChange { changing -= 1 } else { looking -= 1 } }
    let jobs = take(most, at: now)
    if let first = jobs.first { begin(first) } else if !isClosed { idle.append(worker) }
    return jobs
  }

  /// What waits and may begin, each with an idle worker for it: looks that have waited long enough,
  /// and whatever the worker that ended something left for another.
  mutating func due(at now: ContinuousClock.Instant) -> [(worker: Worker, job: Job)] {
    var pairs: [(worker: Worker, job: Job)] = []
    while !idle.isEmpty, let index = waiting.firstIndex(where: { mayBegin($0, at: now) }),
      let worker = idle.popLast()
    {
      let job = waiting.remove(at: index)
      begin(job)
      pairs.append((worker, job))
    }
    return pairs
  }

  /// Takes back a job nobody has begun; nil when somebody has.
  mutating func withdraw(_ number: UInt64) -> Job? {
    guard let index = waiting.firstIndex(where: { $0.number == number }) else { return nil }
    return waiting.remove(at: index)
  }

  /// Takes back those whose time is over.
  mutating func expired(at now: ContinuousClock.Instant) -> [Job] {
    let late = Array(waiting.prefix { $0.deadline <= now })
    waiting.removeFirst(late.count)
    return late
  }

  /// No more idling from now on; those who do so are to end.
  mutating func close() -> [Worker] {
    isClosed = true
    defer { idle = [] }
    return idle
  }

  private mutating func begin(_ job: Job) {
    if job.isChange { changing += 1 } else { looking += 1 }
  }

  private func mayBegin(_ job: Job, at now: ContinuousClock.Instant) -> Bool {
    if job.isChange { return changing < mostChanging }
    return looking < usuallyLooking || isLate(job, at: now)
  }

  private func isLate(_ job: Job, at now: ContinuousClock.Instant) -> Bool {
    job.since + patience <= now
  }

  private mutating func take(_ most: Int, at now: ContinuousClock.Instant) -> [Job] {
    guard let first = waiting.firstIndex(where: { mayBegin($0, at: now) }) else { return [] }
    var jobs = [waiting.remove(at: first)]
    guard jobs[0].isChange else { return jobs }
    var left: [Job] = []
    for job in waiting {
      if job.isChange, jobs.count < most { jobs.append(job) } else { left.append(job) }
    }
    waiting = left
    return jobs
  }
}
