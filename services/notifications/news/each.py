"""Every kind of news that is told by itself."""

from services.notifications.news import (
    announcements,
    applications,
    badges,
    booths,
    deals,
    enrolments,
    fairs,
    feedback,
    fees,
    inquiries,
    listings,
    matches,
    organisations,
    papers,
    pools,
    searches,
    sessions,
)

Each = (
    organisations.OrganisationRegistered
    | organisations.OrganisationVerified
    | organisations.OrganisationRefused
    | listings.ListingInCatalogue
    | searches.SearchFitted
    | papers.CertificateEnds
    | papers.CertificateChecked
    | matches.ProductsSuggested
    | matches.FactMissed
    | matches.MatchAsked
    | matches.MatchAgreed
    | matches.MatchRefused
    | matches.ContactsOpened
    | matches.ProductOffered
    | matches.AnswerDue
    | matches.MatchSilent
    | inquiries.InquiryWaits
    | inquiries.InquiryCame
    | deals.MessageCame
    | deals.QuoteCame
    | deals.SampleMoved
    | deals.DealMade
    | deals.DealFailed
    | deals.DealSigned
    | deals.DeliveryTold
    | deals.DeliveryAsked
    | pools.PoolAnswerDue
    | pools.PoolAsked
    | pools.PoolOver
    | pools.PoolToConfirm
    | pools.PoolWordDue
    | enrolments.EnrolmentAsked
    | enrolments.EnrolmentWaits
    | enrolments.EnrolmentRefused
    | enrolments.BadgeGivenBack
    | enrolments.ApprovalSought
    | announcements.Announced
    | fairs.FairCalls
    | fairs.FairCancelled
    | fairs.FairMoved
    | sessions.SessionMoved
    | sessions.SessionRemoved
    | applications.BoothSought
    | applications.CoopWithdrew
    | applications.ApplicationAccepted
    | applications.ApplicationDeclined
    | applications.ApplicationWaits
    | applications.ApplicationReturned
    | booths.BoothYours
    | booths.BoothTaken
    | booths.BoothLeft
    | booths.BoothAwaited
    | booths.CoopWaits
    | booths.BoothKept
    | booths.BoothAnswerDue
    | booths.BoothMoved
    | booths.BoothFree
    | badges.BadgeReady
    | badges.BadgeJoined
    | badges.CheckedIn
    | feedback.FeedbackWanted
    | fees.FeeTold
)
