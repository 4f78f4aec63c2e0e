internal import Contracts
internal import Kernel

/// What can be asked, and what was asked.
struct RightsView: Sendable {
  let kinds: [Kind]
  let rows: [RightsRow]

  struct Kind: Sendable {
    let path: String
    let icon: String
    let label: String
    let hint: String
  }

  init(_ requests: [RightsRequest], _ say: RightsSay) {
    kinds = RightsRequest.Kind.allCases.map { kind in
      Kind(
        path: "/rights/new/" + kind.rawValue, icon: RightsSay.icon(kind), label: say.kind(kind),
        hint: say.hint(kind))
    }
    rows = requests.map { RightsRow($0, below: "/rights/", who: nil, say) }
  }
}

struct RightsRow: Sendable {
  let path: String
  let chip: RightsChip
  let title: String
  let note: String
  let who: String?

  init(_ request: RightsRequest, below base: String, who: String?, _ say: RightsSay) {
    path = base + request.id.rawValue
    chip = say.chip(request)
    title = say.kind(request.kind)
    note = say.note(request)
    self.who = who
  }
}

struct RightsAskView: Sendable {
  let kind: String
  let title: String
  let hint: String
  let needsWords: Bool
  /// The one that cannot be undone.
  let isClosure: Bool
  let words: String
  let errors: FormErrors?
}

/// One request as its person sees it.
struct RightsRequestView: Sendable {
  let id: String
  let chip: RightsChip
  let title: String
  let note: String
  let words: String?
  let answer: String?
  /// Why the answer takes longer.
  let longer: String?
  let outcome: String?
  let isRefused: Bool
  let canFetch: Bool
  let fetchUntil: String
  let canCancel: Bool
  /// A restriction that holds and can be ended.
  let canLift: Bool

  init(_ request: RightsRequest, isRestricted: Bool = false, _ say: RightsSay) {
    id = request.id.rawValue
    chip = say.chip(request)
    title = say.kind(request.kind)
    note = say.note(request)
    words = request.words.isEmpty ? nil : request.words
    answer = request.answer
    longer = request.extensionReason
    outcome = say.outcome(request.erased)
    isRefused = request.state == .refused
    canFetch = request.isFetchable(at: say.now)
    let until = (request.decidedAt ?? request.askedAt).adding(days: RightsRequest.fetchDays)
    fetchUntil = Say.due(until, now: say.now, in: say.language)
    canCancel = request.state == .open
    canLift = isRestricted
  }
}
