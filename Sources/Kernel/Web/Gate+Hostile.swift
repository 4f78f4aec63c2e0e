import Hummingbird
import Logging

/// What nobody does by accident stands in the audit, though it opened nothing.
extension Gate {
  func notePath(_ call: Call) async {
    if let path = call.request.head.path?.prefix(while: { $0 != "?" }),
      HostileTries.isCrooked(path)
    {
      await note(.path, call)
    }
  }

  /// Once it is known who knocks, and what was posted.
  func noteHostile(_ call: Call) async {
    await notePath(call)
    // Where no cookie counts, one that is there says nothing.
    if !call.isAPI, call.refusal == nil, call.hasEnded { await note(.endedSession, call) }
    let asked = try? call.query().all("return_to")
    if ((asked ?? []) + call.form.all("return_to")).contains(where: Self.leadsAway) {
      await note(.redirect, call)
    }
  }

  private static func leadsAway(_ path: String) -> Bool {
    !path.isEmpty && path != "/" && OwnPath.safe(path) == "/"
  }

  func note(_ kind: HostileTries.Kind, _ call: Call) async {
    guard platform.hostile.isNew(kind, from: call.clientAddress, at: call.now) else { return }
    let actor = call.viewer.actor
    do {
      let address = try LookupHash(
        of: call.clientAddress, label: "web.address", form: .exact, keys: platform.keys)
      try await platform.database.write { tx in
        try tx.audit(
          AuditEntry(
            actor: actor, action: "web.turned_away",
            subject: "address:\(address.rawValue.suffix(22))", detail: kind.rawValue))
      }
    } catch {
      platform.logger.error("hostile try not audited", metadata: ["error": "\(error)"])
    }
  }
}
