/// Training and validation loss per epoch over one or several stages, with the learning rate below.
public enum LossChart: ChartKind {
  public static let name = "loss"
  public static let summary =
    "Draws training and validation loss per epoch, the best epoch and the learning rate."
  public static let options: [ChartOption] = []
  public static let example = "plot loss s1"

  /// The history of one stage of training.
  public struct Stage: Sendable, Equatable {
    /// The run's name: `s1`.
    public var name: String
    /// The loss's name; stages of one loss share a panel.
    public var loss: String
    /// One value per epoch.
    public var train: [Double]
    /// One value per epoch; empty without a validation part.
    public var validation: [Double]
    /// The learning rate at the end of each epoch; empty for no panel.
    public var learningRate: [Double]
    /// The epoch whose weights were kept, from 1; nil when none was.
    public var bestEpoch: Int?
    /// Losses to compare with: persistence, mean.
    public var baselines: [Baseline]
    /// What was changed while the training ran.
    public var events: [Event]

    public init(
      _ name: String, loss: String, train: [Double], validation: [Double] = [],
      learningRate: [Double] = [], bestEpoch: Int? = nil, baselines: [Baseline] = [],
      events: [Event] = []
    ) {
      self.name = name
      self.loss = loss
      self.train = train
      self.validation = validation
      self.learningRate = learningRate
      self.bestEpoch = bestEpoch
      self.baselines = baselines
      self.events = events
    }
  }

  /// A level to compare with.
  public struct Baseline: Sendable, Equatable {
    public var name: String
    public var value: Double

    public init(_ name: String, _ value: Double) {
      self.name = name
      self.value = value
    }
  }

  /// A change at a place in the training: `set lr 5e-4` at epoch 3.2.
  public struct Event: Sendable, Equatable {
    /// Epochs finished in this stage, with the fraction of the running one.
    public var epoch: Double
    public var label: String

    public init(at epoch: Double, _ label: String) {
      self.epoch = epoch
      self.label = label
    }
  }

  /// The stages in the order they were trained.
  public struct Input: Sendable, Equatable {
    public var title: String
    public var stages: [Stage]
    public var notes: [String]

    public init(title: String, stages: [Stage], notes: [String] = []) {
      self.title = title
      self.stages = stages
      self.notes = notes
    }
  }

  public static func chart(of input: Input) throws(PlotError) -> Chart {
    guard !input.stages.isEmpty else { throw .noStages }
    for stage in input.stages { try check(stage) }
    let placed = place(input.stages)
    let boundaries = boundaries(placed)
    var panels = groups(placed).enumerated().map { place, group in
      panel(group, boundaries: place == 0 ? boundaries : boundaries.map { .init($0.place) })
    }
    panels += ratePanel(placed)
    return Chart(
      title: input.title, subtitle: placed.compactMap(summary).joined(separator: "; "),
      x: Chart.PositionAxis(.number, label: "epoch", format: .whole), panels: panels,
      notes: input.notes)
  }
}
