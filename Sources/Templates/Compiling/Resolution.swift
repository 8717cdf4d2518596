/// What a name stands for.
struct Resolution {
    /// The slot of the value in which the first part of the name was found.
    let slot: Int

    /// What leads from there to the owner of the last part of a dotted name.
    var leads: [Entrance] = []

    var member: Member
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
        for entrance in resolution.leads {
            leads.reserved.append((reserve(), add(entrance), leads.slot, leads.nextSlot))
            leads.slot = leads.nextSlot
            leads.nextSlot += 1
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
