import Testing

@Test func plotBuilds() { #expect(Bool(true)) }
