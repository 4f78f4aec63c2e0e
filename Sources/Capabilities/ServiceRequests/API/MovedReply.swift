struct MovedReply: Encodable {
  let service_request_id: String
  let number: String
  let status: String
  let version: Int

  init(_ moved: ServiceRequestActions.Moved) {
    service_request_id = moved.id
    number = moved.no
    status = moved.state
    version = moved.version
  }
}
