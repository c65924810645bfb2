import Testing

@testable import Runtime

struct InterventionPlanTests {
  private func set(_ epoch: Int, _ batch: Int, _ value: Double = 0) -> Intervention {
    Intervention(epoch: epoch, batch: batch, name: "lr", old: 1, new: value)
  }

  private func rollback(_ epoch: Int, _ batch: Int, to target: Int) -> Intervention {
    Intervention(epoch: epoch, batch: batch, name: "rollback", new: Double(target))
  }

  @Test func changesAreDueInTheOrderOfTheirPlaces() {
    var plan = InterventionPlan([set(3, 1), set(1, 2), set(3, 0)])
    #expect(plan.next(epoch: 1, batch: 0) == nil)
    #expect(plan.next(epoch: 1, batch: 2) == set(1, 2))
    #expect(plan.next(epoch: 3, batch: 0) == set(3, 0))
    #expect(plan.next(epoch: 3, batch: 0) == nil)
    #expect(plan.next(epoch: 3, batch: 1) == set(3, 1))
    #expect(plan.waiting.isEmpty && plan.missed.isEmpty)
  }

  @Test func whatFollowsARollbackWaitsForIt() {
    // Epoch 2 is passed twice; the change belongs to the second time.
    var plan = InterventionPlan([rollback(4, 0, to: 1), set(2, 5)])
    #expect(plan.next(epoch: 2, batch: 5) == nil)
    #expect(plan.isRollbackNext(epoch: 4))
    #expect(plan.next(epoch: 4, batch: 0)?.name == "rollback")
    #expect(plan.next(epoch: 2, batch: 5) == set(2, 5))
  }

  @Test func placesThatAreNoneAreMissed() {
    var plan = InterventionPlan([set(1, 40), set(2, 1)])
    #expect(plan.next(epoch: 2, batch: 0) == nil)
    #expect(plan.missed == [set(1, 40)])
    plan.end()
    #expect(plan.missed == [set(1, 40), set(2, 1)])
  }

  @Test func textsAreThoseOfAScript() {
    let texts = [
      set(3, 31, 5e-4), rollback(5, 0, to: 2), Intervention(epoch: 1, batch: 2, name: "pause"),
      Intervention(epoch: 1, batch: 2, name: "fork", label: "s1b"),
      Intervention(epoch: 2, batch: 0, name: "schedule", new: 0),
    ].map(\.text)
    #expect(
      texts == [
        "3:31 set lr 0.0005", "5:0 rollback epoch=2", "1:2 pause", "1:2 fork as=s1b",
        "2:0 set schedule none",
      ])
  }
}
