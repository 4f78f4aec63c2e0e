import Contracts
import Kernel
import Testing

/// Events as they were stored once: they have to decode for ever.
struct EventSampleTests {
  private let at = "2026-03-02T09:00:00+08:00"

  @Test func `a submission of the first version decodes`() throws {
    let event = try JSONText.decode(
      ServiceRequestEvents.Submitted.self,
      from: """
        {"area":"150703001001011","at":"\(at)","isImported":false,"request":"r1",\
        "service":"public_facilities","urgency":"normal","version":1}
        """)

    #expect(event.subject == "r1" && event.service == "public_facilities" && !event.isImported)
    #expect(event.at == Timestamp(at))
  }

  @Test func `a move of the first version decodes, with and without a unit`() throws {
    let event = try JSONText.decode(
      ServiceRequestEvents.Moved.self,
      from: """
        {"area":"150703001001011","at":"\(at)","entry":"e1","from":"filed","isImported":false,\
        "level":"district","move":"dispatch","request":"r1","role":"operator","to":"dispatched",\
        "unit":"power","version":4}
        """)
    let desk = try JSONText.decode(
      ServiceRequestEvents.Moved.self,
      from: """
        {"area":"150703","at":"\(at)","entry":"e2","from":"submitted","isImported":true,\
        "move":"accept","request":"r1","role":"operator","to":"accepted","version":2}
        """)

    #expect(event.unit == "power" && event.to == "dispatched" && event.version == 4)
    #expect(desk.unit == nil && desk.level == nil && desk.isImported)
  }

  @Test func `alarms of the first version decode`() throws {
    let near = try JSONText.decode(
      ServiceRequestEvents.LimitNear.self,
      from: """
        {"area":"150703001001011","dueAt":"\(at)","duty":"handle","owner":"power","request":"r1"}
        """)
    let missed = try JSONText.decode(
      ServiceRequestEvents.LimitMissed.self,
      from: """
        {"area":"150703001001011","duty":"accept","isFarOver":true,"owner":"desk:dispatch",\
        "request":"r1"}
        """)

    #expect(near.duty == "handle" && near.dueAt == Timestamp(at))
    #expect(missed.isFarOver && missed.owner == "desk:dispatch" && missed.dueAt == nil)
  }
}
