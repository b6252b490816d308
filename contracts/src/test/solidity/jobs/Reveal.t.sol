// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IJobRegistry} from "../../../main/solidity/IJobRegistry.sol";
import {Fixture} from "../Fixture.sol";

contract RevealTest is Fixture {
    uint256 private id;
    uint32 private round;

    function setUp() public override {
        super.setUp();
        join(alice, MIN_STAKE);
        join(bob, MIN_STAKE);
        id = createTraining(1 ether);
        round = toCommitting(id);
    }

    function test_ShouldPublishWhatWasCommitted(bytes32 salt, bytes32[] memory digests) public {
        digests = someOf(digests);
        commitWith(alice, salt, digests);
        openReveal(id, round);

        vm.expectEmit(address(jobs));
        emit IJobRegistry.Revealed(id, round, alice, salt, digests);
        vm.prank(alice);
        jobs.reveal(id, round, salt, digests);

        vm.assertEq(jobs.commitmentOf(id, round, alice), 0, "commitment is cleared");
    }

    function test_ShouldTakeTheMostDigests() public {
        bytes32[] memory digests = digestsOf(jobs.MAX_DIGESTS());
        commitWith(alice, SALT, digests);
        openReveal(id, round);
        revealAs(alice, SALT, digests);

        vm.assertEq(jobs.commitmentOf(id, round, alice), 0, "commitment is cleared");
    }

    function test_ShouldTakeARevealUpToTheDeadline() public {
        commitWith(alice, SALT, digestsOf(3));
        openReveal(id, round);
        vm.warp(jobs.training(id).deadline);
        revealAs(alice, SALT, digestsOf(3));

        vm.assertEq(jobs.commitmentOf(id, round, alice), 0, "commitment is cleared");
    }

    function test_ShouldRefuseAfterTheDeadline() public {
        commitWith(alice, SALT, digestsOf(3));
        openReveal(id, round);
        uint256 deadline = jobs.training(id).deadline;
        vm.warp(deadline + 1);

        expectClosedWindow(deadline);
        revealAs(alice, SALT, digestsOf(3));
    }

    function test_ShouldRefuseBeforeRevealHasOpened() public {
        commitWith(alice, SALT, digestsOf(3));
        expectWrongPhase(IJobRegistry.Phase.Committing);
        revealAs(alice, SALT, digestsOf(3));
    }

    function test_ShouldRefuseAfterSettlement() public {
        commitWith(alice, SALT, digestsOf(3));
        openReveal(id, round);
        settle(id, round, 0, 0);
        expectWrongPhase(IJobRegistry.Phase.Idle);
        revealAs(alice, SALT, digestsOf(3));
    }

    function test_ShouldRefuseASecondTime() public {
        commitWith(alice, SALT, digestsOf(3));
        openReveal(id, round);
        revealAs(alice, SALT, digestsOf(3));

        expectMismatch(0);
        revealAs(alice, SALT, digestsOf(3));
    }

    function test_ShouldRefuseOtherDigests(uint256 position, bytes32 other) public {
        bytes32[] memory digests = digestsOf(3);
        bytes32 commitment = commitWith(alice, SALT, digests);
        openReveal(id, round);
        position = bound(position, 0, 2);
        vm.assume(other != digests[position]);
        digests[position] = other;

        expectMismatch(commitment);
        revealAs(alice, SALT, digests);
    }

    function test_ShouldRefuseMoreOrFewerDigests() public {
        bytes32 commitment = commitWith(alice, SALT, digestsOf(3));
        openReveal(id, round);

        expectMismatch(commitment);
        revealAs(alice, SALT, digestsOf(2));
        expectMismatch(commitment);
        revealAs(alice, SALT, digestsOf(4));
    }

    function test_ShouldRefuseAnotherSalt(bytes32 salt) public {
        vm.assume(salt != SALT);
        bytes32 commitment = commitWith(alice, SALT, digestsOf(3));
        openReveal(id, round);

        expectMismatch(commitment);
        revealAs(alice, salt, digestsOf(3));
    }

    /// @dev The copycat: it commits to what another committed to, and reveals what the other revealed.
    function test_ShouldRefuseACopyOfAnothersCommitment() public {
        bytes32 commitment = commitWith(alice, SALT, digestsOf(3));
        vm.prank(bob);
        jobs.commit(id, round, commitment);
        openReveal(id, round);
        revealAs(alice, SALT, digestsOf(3));

        expectMismatch(commitment);
        revealAs(bob, SALT, digestsOf(3));
    }

    function test_ShouldRefuseACommitmentOfAnotherTraining() public {
        uint256 other = createTraining(0);
        uint32 otherRound = toCommitting(other);
        bytes32 commitment = jobs.computeCommitment(other, otherRound, alice, SALT, digestsOf(3));
        vm.prank(alice);
        jobs.commit(id, round, commitment);
        openReveal(id, round);

        expectMismatch(commitment);
        revealAs(alice, SALT, digestsOf(3));
    }

    function test_ShouldRefuseACommitmentOfAnotherRound() public {
        bytes32 commitment = jobs.computeCommitment(id, round + 1, alice, SALT, digestsOf(3));
        vm.prank(alice);
        jobs.commit(id, round, commitment);
        openReveal(id, round);

        expectMismatch(commitment);
        revealAs(alice, SALT, digestsOf(3));
    }

    function test_ShouldRefuseACommitmentOfAnotherChain() public {
        bytes32 commitment = commitWith(alice, SALT, digestsOf(3));
        openReveal(id, round);
        vm.chainId(4_242);

        expectMismatch(commitment);
        revealAs(alice, SALT, digestsOf(3));
    }

    function test_ShouldRefuseWhoHasNotCommitted() public {
        openReveal(id, round);
        expectMismatch(0);
        revealAs(bob, SALT, digestsOf(3));
    }

    function test_ShouldRefuseNoDigest() public {
        openReveal(id, round);
        expectCount(0);
        revealAs(alice, SALT, digestsOf(0));
    }

    function test_ShouldRefuseTooManyDigests() public {
        openReveal(id, round);
        uint256 count = jobs.MAX_DIGESTS() + 1;
        expectCount(count);
        revealAs(alice, SALT, digestsOf(count));
    }

    function test_ShouldRefuseAnyOtherRound(uint32 other) public {
        vm.assume(other != round);
        openReveal(id, round);
        expectWrongRound(other, round);
        vm.prank(alice);
        jobs.reveal(id, other, SALT, digestsOf(3));
    }

    function test_ShouldRefuseAnUnknownTraining(uint256 unknown) public {
        vm.assume(unknown != id);
        expectUnknownTraining(unknown);
        vm.prank(alice);
        jobs.reveal(unknown, round, SALT, digestsOf(3));
    }

    /// @dev Who has done the work is not robbed of its reward by a revocation in the round.
    function test_ShouldTakeTheRevealOfAWorkerThatWasRevoked() public {
        commitWith(alice, SALT, digestsOf(3));
        openReveal(id, round);
        vm.startPrank(admin);
        workers.setApprovalRequired(true);
        workers.revoke(listOf(alice));
        vm.stopPrank();
        revealAs(alice, SALT, digestsOf(3));

        vm.assertEq(jobs.commitmentOf(id, round, alice), 0, "commitment is cleared");
    }

    /// @dev What was committed can still be revealed after the worker asked to leave.
    function test_ShouldTakeTheRevealOfAWorkerThatIsLeaving() public {
        commitWith(alice, SALT, digestsOf(3));
        openReveal(id, round);
        vm.prank(alice);
        workers.leave();
        revealAs(alice, SALT, digestsOf(3));

        vm.assertEq(jobs.commitmentOf(id, round, alice), 0, "commitment is cleared");
    }

    function commitWith(address worker, bytes32 salt, bytes32[] memory digests) private returns (bytes32 commitment) {
        commitment = jobs.computeCommitment(id, round, worker, salt, digests);
        vm.prank(worker);
        jobs.commit(id, round, commitment);
    }

    function revealAs(address worker, bytes32 salt, bytes32[] memory digests) private {
        vm.prank(worker);
        jobs.reveal(id, round, salt, digests);
    }

    function expectMismatch(bytes32 commitment) private {
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.CommitmentMismatch.selector, commitment));
    }

    function expectCount(uint256 count) private {
        uint256 most = jobs.MAX_DIGESTS();
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.DigestCountOutOfRange.selector, count, most));
    }

    function someOf(bytes32[] memory digests) private view returns (bytes32[] memory) {
        if (digests.length == 0) return digestsOf(1);
        uint256 most = jobs.MAX_DIGESTS();
        if (digests.length > most) {
            assembly {
                mstore(digests, most)
            }
        }
        return digests;
    }
}
