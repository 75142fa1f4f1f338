//! The words of the parties: what people and organisations are, and why they cannot be reached.

use super::Language;

words! {
    /// What a person may do in an office.
    Role {
        /// Sagsbehandler: sends and answers handovers.
        Caseworker = "caseworker", "sagsbehandler", "caseworker";
        /// Psykolog: as a caseworker, in the team that treats.
        Psychologist = "psychologist", "psykolog", "psychologist";
        /// Koordinator: as a caseworker, and plans the tours.
        Coordinator = "coordinator", "koordinator", "coordinator";
        /// Leder: as a caseworker, and countersigns.
        Leader = "leader", "leder", "leader";
        /// Administrator: keeps the directory and watches; never touches a handover.
        Administrator = "administrator", "administrator", "administrator";
    }
}

words! {
    /// What an organisation is.
    OrganisationKind {
        /// Holds authority responsibility for children.
        Municipality = "municipality";
        /// Treats, advises or supervises.
        Agency = "agency";
    }
}

words! {
    /// Why offices cannot be reached.
    OutageCause {
        /// A cable or a satellite link.
        Link = "link", "forbindelse", "connection";
        /// Electricity.
        Power = "power", "strøm", "electricity";
        /// The server.
        Server = "server", "server", "server";
        /// Something else.
        Other = "other", "andet", "other";
    }
}
