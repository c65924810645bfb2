/// Every layer of a chain, one line each.
public enum LayerCatalog {
  public static let all: [any Layer.Type] = [
    AddLayer.self,
    AttentionLayer.self,
    AveragePoolLayer.self,
    BatchNormLayer.self,
    BidirectionalLstmLayer.self,
    ConcatLayer.self,
    ConvolutionLayer.self,
    DenseLayer.self,
    DropoutLayer.self,
    EluLayer.self,
    FlattenLayer.self,
    GlobalPoolLayer.self,
    HeadsLayer.self,
    LastLayer.self,
    LstmLayer.self,
    MaxPoolLayer.self,
    NormalisationLayer.self,
    PickLayer.self,
    RawLayer.self,
    ReluLayer.self,
    SigmoidLayer.self,
    SoftplusLayer.self,
    TanhLayer.self,
    WindowLayer.self,
  ]

  public static func layer(named name: String) -> (any Layer.Type)? {
    all.first { $0.signature.name == name }
  }
}
