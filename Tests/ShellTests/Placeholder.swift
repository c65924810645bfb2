import Testing

@Test func shellBuilds() { #expect(Bool(true)) }
