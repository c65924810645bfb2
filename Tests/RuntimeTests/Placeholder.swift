import Testing

@Test func runtimeBuilds() { #expect(Bool(true)) }
