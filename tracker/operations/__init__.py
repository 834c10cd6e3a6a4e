"""One function per act and per report: the only floor that joins the journal and the pure rooms."""
