import Testing

@Test func langBuilds() { #expect(Bool(true)) }
