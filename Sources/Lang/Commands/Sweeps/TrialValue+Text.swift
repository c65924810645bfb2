import Runtime

extension Value {
  /// What a parameter of a trial is called in a table: short, on one line.
  var trialText: String {
    let text: String
    switch self {
    case .text(let word): text = word
    case .object(let loss as LossValue):
      let options = loss.optionNames.compactMap { name in
        loss.options[name]?.number.map { "\(name)=\(NumberFormat.general($0))" }
      }
      text = loss.name + (options.isEmpty ? "" : "(\(options.joined(separator: ", ")))")
    case .object(let model as ModelValue): text = model.name ?? model.recipe.text
    case .object(let target as TargetValue): text = target.target.name
    case .object(let set as FeatureSetValue): text = set.features.name
    case .object(let run as RunValue): text = run.name
    case .frame(let frame): text = frame.name
    case .series(let series): text = series.name ?? "series"
    default: text = line()
    }
    return text.count > 40 ? text.prefix(37) + "..." : text
  }
}
