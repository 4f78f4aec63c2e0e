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
  let templateActions: TemplateActions
  let chainActions: ChainActions
  let deliveryActions: DeliveryActions
  let addressActions: AddressActions
  let pushActions: PushActions
  let neighbourActions: NeighbourActions
  let subscriber: RequestSubscriber
  let permissionSubscriber: PermissionSubscriber
  let sender: Sender

  /// - Parameters:
  ///   - platform: the site.
  ///   - people: who is on duty, and where a text goes.
  ///   - requests: what a message is about.
  ///   - directory: names of units.
  ///   - sms: the carrier of texts.
  ///   - parties: those for other channels.
  public init(
    _ platform: Platform, people: any PeopleDirectory, requests: any ServiceRequestDirectory,
    directory: any CityDirectory, sms: any SMSGateway, parties: NoticeParties
  ) {
    self.init(
      database: platform.database, keys: platform.keys, people: people, requests: requests,
      directory: directory, sms: sms, parties: parties)
  }

  init(
    database: Database, keys: SecretKeys? = nil, people: any PeopleDirectory,
    requests: any ServiceRequestDirectory, directory: any CityDirectory, sms: any SMSGateway,
    parties: NoticeParties = NoticeParties()
  ) {
    let sentences = MessageSentences(words: Self.ownWords, directory: directory)
    let course = DeliveryCourse(people: people, requests: requests)
    actions = MessageActions(database: database, sentences: sentences, course: course)
    templateActions = TemplateActions(database: database, sentences: sentences)
    deliveryActions = DeliveryActions(database: database, people: people)
    addressActions = AddressActions(
      database: database, keys: keys, mail: parties.mail, words: Self.ownWords)
    neighbourActions = NeighbourActions(
      database: database, directory: directory, requests: requests)
    pushActions = PushActions(database: database, keys: keys, gateway: parties.push)
    let teller = Teller(people: people, requests: requests)
    subscriber = RequestSubscriber(teller: teller)
    permissionSubscriber = PermissionSubscriber(teller: teller)
    let carriers = Carriers(sms: sms, parties, push: PushCarrier(pushActions))
    chainActions = ChainActions(
      database: database, people: people, directory: directory, channels: Set(carriers.all.keys))
    sender = Sender(
      carriers: carriers, people: people, sentences: sentences, keys: keys, course: course)
  }

  /// What a carrier says later of a text, for carriers that live in this process.
  public func note(_ report: SMSReport) async throws { try await actions.note(report) }

  /// Has at hand what every settings page needs.
  public func warm() async throws { try await pushActions.warm() }

  public var migrations: [Migration] { NotificationsMigrations.all }
  public var words: [WordFile] { Self.wordFiles }
  public var templates: [TemplateSource] { MessagesPages.templates }
  public var tabs: [(tab: Tab, access: Access)] { [(.messages, .signedIn)] }

  public var permissions: [Permission] { [.reportDeliveries, .editTemplates, .resend] }
  public var openAPI: [UInt8]? { PackageResources.Notifications_openapi_json }

  public func routes(_ routes: Routes) {
    MessageRoutes(
      actions: actions, addresses: addressActions, pushes: pushActions,
      neighbours: neighbourActions
    ).register(on: routes)
    DeliveryRoutes(actions: actions).register(on: routes)
    TemplateRoutes(actions: templateActions).register(on: routes)
    ChainRoutes(actions: chainActions).register(on: routes)
    StaffDeliveryRoutes(actions: deliveryActions).register(on: routes)
  }

  public func subscriptions(_ events: Subscriptions) {
    subscriber.subscribe(to: events)
    permissionSubscriber.subscribe(to: events)
  }

  public func jobs(_ jobs: Jobs) {
    let sender = sender
    jobs.run(Deliver.self) { try await sender.deliver($0.delivery, $1) }
    jobs.run(FallBack.self) { try await sender.fallBack($0.delivery, $1) }
    jobs.run(SendText.self) { try await sender.deliver($0.message, $1) }
    jobs.every(.seconds(86_400), "notifications.sweep") { database in
      try await database.write { tx in
        try MessageStore.sweep(in: tx)
        try AddressCodeStore.sweep(in: tx)
      }
    }
  }

  public func live(_ feeds: LiveFeeds) { MessageFeed().add(to: feeds) }

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
