import Domain

/// Words for the closed lists of the domain.
extension Phrases {
    public func channel(_ channel: ContactChannel) -> String {
        switch channel {
        case .phone: self("channel.phone")
        case .homeVisit: self("channel.homeVisit")
        case .siteVisit: self("channel.siteVisit")
        case .faceToFace: self("channel.faceToFace")
        case .letter: self("channel.letter")
        case .openLetter: self("channel.openLetter")
        case .sms: self("channel.sms")
        case .wechat: self("channel.wechat")
        case .email: self("channel.email")
        case .onlineQuestionnaire: self("channel.onlineQuestionnaire")
        case .forum: self("channel.forum")
        }
    }

    public func state(_ state: FollowUp.State) -> String {
        switch state {
        case .planned: self("state.planned")
        case .accepted: self("state.accepted")
        case .done: self("state.done")
        case .lost: self("state.lost")
        case .exempt: self("state.exempt")
        case .withdrawn: self("state.withdrawn")
        }
    }

    public func timeliness(_ timeliness: Timeliness) -> String {
        switch timeliness {
        case .upcoming: self("timeliness.upcoming")
        case .open: self("timeliness.open")
        case .dueToday: self("timeliness.dueToday")
        case .overdue: self("timeliness.overdue")
        }
    }

    public func signatureLevel(_ level: Signature.Level) -> String {
        switch level {
        case .login: self("signature.login")
        case .typedName: self("signature.typedName")
        case .drawn: self("signature.drawn")
        case .paper: self("signature.paper")
        }
    }

    public func status(_ status: Party.Status) -> String {
        switch status {
        case .active: self("status.active")
        case .deceased: self("status.deceased")
        case .moved: self("status.moved")
        case .lost: self("status.lost")
        }
    }
}
