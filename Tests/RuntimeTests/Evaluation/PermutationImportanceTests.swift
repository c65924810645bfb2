import Testing

@testable import Runtime

@Suite struct PermutationImportanceTests {
  /// Of `y = a - 0.5 b + noise`, mixing a costs four times as much as mixing b.
  @Test func plantedWeightsAreFound() throws {
    let run = try Training.run(
      Training.problem(Training.linear(), Training.mlp()), Training.options { $0.epochs = 20 })
    let found = try PermutationImportance(
      run, on: .validation, figure: "mse", repeats: 10, seed: 1, threads: 2)
    #expect(abs(found.base - (try run.evaluation(on: .validation)["mse"]?.model ?? 0)) < 1e-9)
    #expect(found.features.map(\.name) == ["a", "b"])
    let ratio = found.features[0].mean / found.features[1].mean
    #expect((3...5).contains(ratio))
    // Mixing a independent uniform on -1...1 adds 2 var(a) = 2/3 to the squared error.
    #expect(abs(found.features[0].mean - 2.0 / 3) < 0.15)
  }

  @Test func threadsChangeNothing() throws {
    let run = try Training.run(
      Training.problem(Training.linear(rows: 400), Training.mlp()), Training.options())
    func values(_ threads: Int) throws -> [PermutationImportance.Feature] {
      try PermutationImportance(
        run, on: .validation, figure: "loss", repeats: 3, seed: 7, threads: threads
      ).features
    }
    #expect(try values(1) == values(2))
  }

  /// Of a window, a feature is mixed in all its rows; the base is the plain evaluation.
  @Test func windowsAreMixedAsAWhole() throws {
    let recipe = try ModelRecipe(
      LstmNetwork.self,
      BoundOptions(["window": .number(5), "hidden": .number(4), "layers": .number(1)]))
    let run = try Training.run(
      Training.problem(Training.linear(rows: 500), recipe), Training.options { $0.epochs = 2 })
    let found = try PermutationImportance(
      run, on: .validation, figure: "mse", repeats: 2, seed: 1, threads: 1)
    let plain = try run.objective(on: .validation).loss
    #expect(abs(found.base - plain) < 1e-6)
  }

  @Test func unknownFiguresAreNamed() throws {
    let run = try Training.run(
      Training.problem(Training.linear(rows: 300), Training.mlp()), Training.options())
    #expect(throws: Failure.self) {
      _ = try PermutationImportance(
        run, on: .validation, figure: "auc", repeats: 1, seed: 1, threads: 1)
    }
  }
}
