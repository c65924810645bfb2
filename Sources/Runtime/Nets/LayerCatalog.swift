/// Every layer of a chain, one line each.
public enum LayerCatalog {
  public static let all: [any Layer.Type] = [
    DenseLayer.self,
    DropoutLayer.self,
    EluLayer.self,
    NormalisationLayer.self,
    RawLayer.self,
    ReluLayer.self,
    SigmoidLayer.self,
    SoftplusLayer.self,
    TanhLayer.self,
  ]

  public static func layer(named name: String) -> (any Layer.Type)? {
    all.first { $0.signature.name == name }
  }
}
