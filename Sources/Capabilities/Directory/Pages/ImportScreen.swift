internal import Kernel

/// Puts together what a file would change, or has changed.
struct ImportScreen: Sendable {
  static let mostRows = 200

  let say: RegisterSay
  let staged: RegisterActions.Staged

  func view(notice: String?) -> ImportPlanView {
    let plan = staged.plan
    let register = plan.register
    let isDone = staged.stored.doneAt != nil
    let works = plan.works
    let path = "/directory/\(register.rawValue)"
    return ImportPlanView(
      action: path + "/imports/" + staged.stored.id, back: path + "/import",
      heading: say.text("directory.import.title", ["register": say.register(register)]),
      file: staged.stored.fileName, counts: counts(isDone), fingerprint: plan.fingerprint,
      state: state(isDone), notice: notice,
      faults: plan.faults.prefix(Self.mostRows).map(fault), hasFaults: !plan.faults.isEmpty,
      moreFaults: more(plan.faults.count), warnings: plan.warnings.prefix(50).map(fault),
      hasWarnings: !isDone && !plan.warnings.isEmpty,
      steps: works.prefix(Self.mostRows).map(step), moreSteps: more(works.count))
  }

  private func more(_ count: Int) -> String? {
    count > Self.mostRows
      ? say.text("directory.plan.more", ["n": String(count - Self.mostRows)]) : nil
  }

  private func state(_ isDone: Bool) -> ImportPlanView.State {
    let plan = staged.plan
    if isDone {
      let at = staged.stored.doneAt.map { Say.due($0, now: say.now, in: say.language) } ?? ""
      return ImportPlanView.State(done: say.text("directory.plan.done", ["when": at]))
    }
    if !plan.faults.isEmpty { return ImportPlanView.State(isFaulty: true) }
    if plan.works.isEmpty { return ImportPlanView.State(isIdle: true) }
    return ImportPlanView.State(
      confirm: say.words.text(
        "directory.plan.confirm", count: plan.works.count, in: say.language))
  }

  private func counts(_ isDone: Bool) -> [ImportPlanView.Count] {
    let plan = staged.plan
    let faulty = ImportPlanView.Count(
      number: String(plan.faults.count), label: say.text("directory.plan.faults"),
      tone: plan.faults.isEmpty ? "" : "al")
    return ImportPlan.Effect.allCases.filter { $0 != .revived || plan.count(.revived) > 0 }
      .map { effect in
        ImportPlanView.Count(
          number: String(plan.count(effect)),
          label: say.text("directory.effect." + effect.rawValue),
          tone: "")
      } + (isDone ? [] : [faulty])
  }

  private func fault(_ fault: ImportPlan.Fault) -> ImportPlanView.Fault {
    ImportPlanView.Fault(
      line: fault.line == 0 ? "" : String(fault.line), column: say.field(fault.column),
      text: say.text(fault.message, fault.values))
  }

  private func step(_ step: ImportPlan.Step) -> ImportPlanView.Step {
    let (look, icon) =
      switch step.effect {
      case .created: ("done", "plus")
      case .changed: ("assigned", "pen")
      case .ended: ("void", "slash-c")
      case .revived: ("doing", "sync")
      case .same: ("plain", "check")
      }
    return ImportPlanView.Step(
      line: step.line.map { say.text("directory.plan.at", ["n": String($0)]) },
      look: look, icon: icon, effect: say.text("directory.effect." + step.effect.rawValue),
      name: say.name(step.after), code: step.after.shownCode,
      changes: step.before == nil
        ? [] : step.after.differences(from: step.before).map(say.change))
  }
}
