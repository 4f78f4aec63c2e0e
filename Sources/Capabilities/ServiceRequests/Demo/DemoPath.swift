import Casework
import Kernel

/// How far a demo request has come, step by step.
struct DemoPath: Sendable {
  let steps: [Step]
  /// Minutes between two steps.
  let pace: Int64
  /// Hours before now that it was filed.
  let ageHours: Int

  enum Step: Sendable {
    case accept, file, dispatch, object, start, askExtension, grant, park, report, check, attempt
    case close, rework, rate, rateBad, refuse, solveOnSite, addWords, reopen, escalate, withdraw
    case support, contact

    func act(
      _ text: DemoTexts.Entry, _ people: DemoPeople, _ cast: DemoCast, at now: Timestamp
    ) -> (Viewer, CaseMove) {
      let (resident, handler) = (people.resident, people.handler)
      return switch self {
      case .accept: (cast.dispatcher, .accept)
      case .file:
        (
          cast.dispatcher,
          .file(Filing(classCode: text.classCode, urgency: .normal, limit: nil))
        )
      case .dispatch:
        (cast.dispatcher, .dispatch(Assignment(level: .street, unit: text.unit, words: "请先联系上报人。")))
      case .object: (handler, .object(reason: "院内设施，产权在小区，应由物业先处理。", whose: "物业服务站"))
      case .contact: (handler, .contact(words: "打过电话，问清了是哪一处。"))
      case .start: (handler, .start(words: "已电话联系，约好明天上门。"))
      case .askExtension: (handler, .askExtension(amount: 1, reason: "配件要从市里调，明天才到。"))
      case .grant: (cast.approver, .decideExtension(granted: true, reason: "配件未到，同意延一次。"))
      case .park:
        (
          cast.approver,
          .park(
            CaseDetails.Parking(
              cause: .season, plan: "天冷路面不能摊铺，先围挡并放警示，开春第一批修。",
              reviewOn: CityTime.date(of: now).adding(days: 60)))
        )
      case .report:
        (
          handler,
          .report(CaseResult(outcome: .solved, text: text.result, reporterConfirms: true))
        )
      case .check: (cast.supervisor, .startVerifying)
      case .attempt: (cast.supervisor, .noteAttempt(words: nil))
      case .close:
        (
          cast.supervisor,
          .close(
            Closing(
              basis: .answers,
              answers: CallBack(contacted: true, solved: true, satisfied: true)))
        )
      case .rework: (cast.supervisor, .rework(reason: "上报人说第二天又坏了，请再查线路。"))
      case .rate: (resident, .rate(.done, contacted: true, words: "来得很快，谢谢师傅。"))
      case .rateBad: (resident, .rate(.notDone, contacted: false, words: "又坏了。"))
      case .refuse:
        (
          cast.dispatcher,
          .refuse(
            CaseDetails.Refusal(
              ground: .litigation, channel: .court, reason: "这件事双方已经在打官司，要由法院判。"))
        )
      case .solveOnSite:
        (
          people.gridWorker,
          .solveOnSite(CaseResult(outcome: .solved, text: text.result, reporterConfirms: true))
        )
      case .reopen: (resident, .reopen(fact: "修好两天又不行了，这次连旁边的也坏了。"))
      case .escalate:
        (handler, .escalate(reason: "要改造主管线，单位没有这笔钱，请区里协调。", unit: nil))
      case .withdraw: (resident, .withdraw(reason: "已经自己解决了，谢谢。"))
      case .support: (people.neighbour, .support)
      case .addWords: (resident, .addWords("今天路过看还是老样子，晚上特别黑。", audience: .reporter))
      }
    }
  }

  private static let work: [Step] = [.accept, .file, .dispatch, .contact, .start]
  /// Nobody called the reporter first, which shows in the rate of contacts.
  private static let silent: [Step] = [.accept, .file, .dispatch, .start]

  static let all: [DemoPath] = [
    DemoPath(steps: [], pace: 1, ageHours: 0),
    DemoPath(steps: [.accept], pace: 10, ageHours: 2),
    DemoPath(steps: [.accept, .file], pace: 12, ageHours: 3),
    DemoPath(steps: [.accept, .file, .dispatch], pace: 15, ageHours: 4),
    DemoPath(steps: work, pace: 20, ageHours: 20),
    DemoPath(steps: work + [.report], pace: 90, ageHours: 30),
    DemoPath(steps: work + [.report, .check, .close], pace: 120, ageHours: 200),
    DemoPath(steps: work + [.report, .rate, .check, .close], pace: 100, ageHours: 300),
    DemoPath(steps: work + [.askExtension], pace: 30, ageHours: 26),
    DemoPath(steps: silent, pace: 20, ageHours: 160),
    DemoPath(steps: work + [.report, .check], pace: 60, ageHours: 48),
    DemoPath(steps: work + [.park], pace: 60, ageHours: 400),
    DemoPath(steps: [.accept, .file, .dispatch, .object], pace: 20, ageHours: 5),
    DemoPath(steps: work + [.report, .check, .rework], pace: 90, ageHours: 60),
    DemoPath(steps: work + [.report, .rate, .check, .close], pace: 70, ageHours: 90),
    DemoPath(steps: [.refuse], pace: 15, ageHours: 70),
    DemoPath(steps: [], pace: 1, ageHours: 1),
    DemoPath(steps: silent + [.addWords], pace: 20, ageHours: 70),
    DemoPath(steps: [.accept, .file, .solveOnSite], pace: 25, ageHours: 8),
    DemoPath(steps: work + [.askExtension, .grant], pace: 40, ageHours: 40),
    DemoPath(steps: work + [.report, .check, .close, .reopen], pace: 180, ageHours: 110),
    DemoPath(steps: work + [.escalate], pace: 45, ageHours: 36),
    DemoPath(steps: [.withdraw], pace: 50, ageHours: 52),
    DemoPath(steps: [.support] + work + [.report], pace: 55, ageHours: 28),
  ]

  func filedAt(now: Timestamp, index: Int, dice: inout Dice) -> Timestamp {
    let spread = Int64(dice.roll(50))
    return now.adding(minutes: -(Int64(ageHours) * 60 + 6 + spread + pace * Int64(steps.count)))
  }
}
