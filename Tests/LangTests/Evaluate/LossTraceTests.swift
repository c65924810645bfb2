import Runtime
import Testing

@testable import Lang

@Suite struct LossTraceTests {
  private func context(_ frame: Frame, _ options: [Loss.Option] = []) throws -> LossContext {
    let shape = [4]
    let p = try Expression.input("p", shape: shape)
    let label = try Expression.gathered(try #require(frame.expression("close")), shape: shape)
    let live = options.map { ($0.name, Expression(live: $0.name, value: $0.value)) }
    return LossContext(
      prediction: p, logit: p, label: label, shape: shape, frame: frame,
      options: Dictionary(uniqueKeysWithValues: live))
  }

  private func loss(_ text: String, _ name: String) throws -> (Loss, Session) {
    let session = Session.sample(CollectedOutput())
    #expect(session.execute(text) == .finished)
    let value = try #require(try session.loss(named: name))
    return (try value.loss(in: session), session)
  }

  @Test func lookaheadFollowsTheOptions() throws {
    let text = """
      loss trade(p, bar; hold=4, fee=2bp):
        gain = lead(bar.close, hold) / bar.close - 1 - fee
        track mean_gain = mean(gain)
        return -mean(p * gain)
      end
      """
    let (loss, _) = try loss(text, "trade")
    #expect(loss.options == [.init("hold", 4), .init("fee", 0.0002)])
    let graph = try loss.build(context(SampleFrames.px(), loss.options))
    #expect(graph.value.reach.lookahead == 4)
    #expect(graph.tracks.map(\.name) == ["mean_gain"])
    var longer = loss
    longer.options[0].value = 7
    #expect(try longer.build(context(SampleFrames.px(), longer.options)).value.reach.lookahead == 7)
  }

  @Test func lossReadsVariablesAndDefsOfItsTime() throws {
    let text = """
      weight = 3
      def squared(x): x * x
      loss mine(p, y): weight * mean(squared(p - y))
      """
    let (loss, session) = try loss(text, "mine")
    _ = session.execute("weight = 100")
    let graph = try loss.build(context(SampleFrames.px()))
    #expect(graph.value.type.shape == .scalar)
  }

  @Test func preludeLossesBuild() throws {
    // Those of classes are in TorchLossTests.
    let others = ["cross_entropy", "focal_classes"]
    for name in Prelude.names where !others.contains(name) {
      let session = Session.sample(CollectedOutput())
      let value = try #require(try session.loss(named: name))
      let loss = try value.loss(in: session)
      let graph = try loss.build(context(SampleFrames.px(), loss.options))
      #expect(graph.value.type.shape == .scalar, "\(name)")
    }
  }

  @Test func lossThatIsNoNumberIsRefused() throws {
    let (loss, _) = try loss("loss bad(p, y): p - y", "bad")
    #expect(throws: Diagnostic.self) { try loss.build(context(SampleFrames.px())) }
  }

  @Test func inputIsTakenByKnownNames() throws {
    let (loss, _) = try loss("loss bad(q): mean(q)", "bad")
    #expect(throws: Diagnostic.self) { try loss.build(context(SampleFrames.px())) }
  }
}
