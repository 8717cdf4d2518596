/// What a name stands for.
struct Resolution {
    /// The slot of the value in which the first part of the name was found.
    let slot: Int

    /// What leads from there to the owner of the last part of a dotted name.
    var leads: [Lead] = []

    var member: Member
}

/// An object on the way to the last part of a dotted name.
struct Lead {
    let entrance: Entrance

    /// The type of the object.
    let type: ObjectIdentifier
}

/// The instructions that follow the leads of a dotted name.
struct Leads {
    /// The slot in which the owner of the last part is.
    var slot: Int

    /// The first slot that is free.
    var nextSlot: Int

    fileprivate var reserved: [(position: Int, entrance: Int, slot: Int, inner: Int)] = []
}

extension Emitter {
    /// Appends the instructions that follow a name's leads.
    mutating func append(_ resolution: Resolution, nextSlot: Int) -> Leads {
        var leads = Leads(slot: resolution.slot, nextSlot: nextSlot)
        for lead in resolution.leads {
            let inner = slot(for: lead.type, from: leads.nextSlot)
            leads.reserved.append((reserve(), add(lead.entrance), leads.slot, inner))
            leads.slot = inner
            leads.nextSlot = inner + 1
        }
        return leads
    }

    /// Says where to go when a lead leads to nothing.
    mutating func fill(_ leads: Leads, target: Int) {
        for (position, entrance, slot, inner) in leads.reserved {
            fill(
                position, with: .enter(entrance: entrance, slot: slot, inner: inner, target: target)
            )
        }
    }
}
