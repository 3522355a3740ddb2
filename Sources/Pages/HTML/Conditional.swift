/// The piece, or nothing: reads better inside an interpolation than a conditional expression.
func when(_ condition: Bool, _ piece: @autoclosure () -> HTML) -> HTML {
    condition ? piece() : .none
}

/// The piece made of a value, or nothing when there is no value.
func with<Value>(_ value: Value?, _ piece: (Value) -> HTML) -> HTML {
    value.map(piece) ?? .none
}

/// The pieces made of each element, one after the other.
func each<Elements: Sequence>(_ elements: Elements, _ piece: (Elements.Element) -> HTML) -> HTML {
    HTML.joined(elements.map(piece))
}
