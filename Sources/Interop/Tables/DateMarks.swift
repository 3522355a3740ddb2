/// The words a written date may carry, ready for reading bytes. A class, because every cell reading refers to the same ones.
final class DateMarks: Sendable {
    let year, month, day, hour, minute, second, beforeNoon, afterNoon: [[UInt8]]

    init(_ words: ImportWords) {
        (year, month, day) = (words.marks(.year), words.marks(.month), words.marks(.day))
        (hour, minute, second) = (words.marks(.hour), words.marks(.minute), words.marks(.second))
        (beforeNoon, afterNoon) = (words.marks(.beforeNoon), words.marks(.afterNoon))
    }
}
