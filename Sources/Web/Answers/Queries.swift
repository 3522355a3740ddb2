import Hummingbird

extension Request {
    /// The fields of the query, read like those of a form.
    var query: Form {
        get throws { Form(fields: try FieldText.pairs((uri.query ?? "").utf8)) }
    }
}
