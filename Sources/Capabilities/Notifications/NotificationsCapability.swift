public import Contracts
public import Gateways
public import Kernel

/// Tells people what happened to what concerns them.
public struct NotificationsCapability: Capability {
  public static let name = "notifications"
  /// People's own messages.
  public var box: any MessageBox { actions }
  /// What is held on people here.
  public var records: any PersonalRecords { MessageRecords() }
  let actions: MessageActions
  let subscriber: RequestSubscriber
  let sender: TextSender

  /// - Parameters:
  ///   - platform: the site.
  ///   - people: who is on duty, and where a text goes.
  ///   - requests: what a message is about.
  ///   - directory: names of units.
  ///   - sms: the carrier.
  public init(
    _ platform: Platform, people: any PeopleDirectory, requests: any ServiceRequestDirectory,
    directory: any CityDirectory, sms: any SMSGateway
  ) {
    self.init(
      database: platform.database, people: people, requests: requests, directory: directory,
      sms: sms)
  }

  init(
    database: Database, people: any PeopleDirectory, requests: any ServiceRequestDirectory,
    directory: any CityDirectory, sms: any SMSGateway
  ) {
    let sentences = MessageSentences(words: Self.ownWords, directory: directory)
    actions = MessageActions(database: database, sentences: sentences)
    subscriber = RequestSubscriber(teller: Teller(people: people, requests: requests))
    sender = TextSender(sms: sms, people: people, sentences: sentences)
  }

  /// What a carrier says later of a text, for carriers that live in this process.
  public func note(_ report: SMSReport) async throws { try await actions.note(report) }

  public var migrations: [Migration] { NotificationsMigrations.all }
  public var words: [WordFile] { Self.wordFiles }
  public var templates: [TemplateSource] { MessagesPages.templates }
  public var tabs: [(tab: Tab, access: Access)] { [(.messages, .signedIn)] }

  public var permissions: [Permission] { [.reportDeliveries] }
  public var openAPI: [UInt8]? { PackageResources.Notifications_openapi_json }

  public func routes(_ routes: Routes) {
    MessageRoutes(actions: actions).register(on: routes)
    DeliveryRoutes(actions: actions).register(on: routes)
  }

  public func subscriptions(_ events: Subscriptions) { subscriber.subscribe(to: events) }

  public func jobs(_ jobs: Jobs) {
    let sender = sender
    jobs.run(SendText.self) { job, database in try await sender.run(job, database) }
    jobs.every(.seconds(86_400), "notifications.sweep") { database in
      try await database.write { try MessageStore.sweep(in: $0) }
    }
  }

  static let wordFiles: [WordFile] = [
    WordFile(
      owner: "Notifications", language: .chinese,
      bytes: PackageResources.Notifications_zh_Hans_json),
    WordFile(
      owner: "Notifications", language: .english, bytes: PackageResources.Notifications_en_json),
  ]

  private static let ownWords: Words = {
    do {
      return try Words(wordFiles)
    } catch {
      fatalError("the shipped words are broken: \(error)")
    }
  }()
}
