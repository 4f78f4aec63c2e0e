import Civics
import Kernel
import Testing

/// `"2025-09-30 17:00"` on the city's clock.
func city(_ text: String) throws -> Timestamp {
  let parts = text.split(separator: " ")
  return try #require(Timestamp("\(parts[0])T\(parts[1]):00+08:00"))
}

func limit(
  _ amount: Int, _ unit: Limit.Unit, warnPercent: Int = 75, counting: Limit.Counting? = nil
) throws -> Limit {
  try #require(Limit(amount, unit, warnPercent: warnPercent, counting: counting))
}

let hour: Int64 = 3_600_000
